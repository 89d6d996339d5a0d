"""A package for the tests of import."""

package_value = "from the package"
