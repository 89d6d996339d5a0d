"""Mixins for test cases."""


class ExceptionIsLikeMixin:
    """assertExceptionIsLike(): groups of exceptions of the same shape and texts."""

    def assertExceptionIsLike(self, exc, template):
        if exc is None and template is None:
            return
        if template is None:
            self.fail(f"unexpected exception: {exc}")
        if exc is None:
            self.fail(f"expected an exception like {template!r}, got None")
        if not isinstance(exc, ExceptionGroup):
            self.assertEqual(exc.__class__, template.__class__)
            self.assertEqual(exc.args[0], template.args[0])
            return
        self.assertEqual(exc.message, template.message)
        self.assertEqual(len(exc.exceptions), len(template.exceptions))
        for ours, theirs in zip(exc.exceptions, template.exceptions):
            self.assertExceptionIsLike(ours, theirs)
