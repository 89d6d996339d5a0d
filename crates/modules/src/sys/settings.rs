//! The attributes of `sys` that do not change while a program runs: versions, limits, paths, flags.

use vm::heap::Obj;
use vm::native::Row;
use vm::objects::{Module, dict};
use vm::{Context, PyResult, Value, function};

use super::namespace::new_namespace;
use crate::registry::set;
use crate::struct_sequence;

/// The version of Python whose behaviour Gila has: of the CPython that its answers are compared with.
pub const VERSION: (i64, i64, i64) = (3, 14, 10);

crate::struct_sequence! {
    VERSION_INFO, "sys.version_info", "The version of Python.", 5, [
        ("major", ""),
        ("minor", ""),
        ("micro", ""),
        ("releaselevel", ""),
        ("serial", ""),
    ]
}
crate::struct_sequence! {
    FLAGS, "sys.flags", "Settings from the command line.", 18, [
        ("debug", ""),
        ("inspect", ""),
        ("interactive", ""),
        ("optimize", ""),
        ("dont_write_bytecode", ""),
        ("no_user_site", ""),
        ("no_site", ""),
        ("ignore_environment", ""),
        ("verbose", ""),
        ("bytes_warning", ""),
        ("quiet", ""),
        ("hash_randomization", ""),
        ("isolated", ""),
        ("dev_mode", ""),
        ("utf8_mode", ""),
        ("warn_default_encoding", ""),
        ("safe_path", ""),
        ("int_max_str_digits", ""),
        ("gil", ""),
        ("thread_inherit_context", ""),
        ("context_aware_warnings", ""),
    ]
}
crate::struct_sequence! {
    FLOAT_INFO, "sys.float_info", "What floats can hold.", 11, [
        ("max", ""),
        ("max_exp", ""),
        ("max_10_exp", ""),
        ("min", ""),
        ("min_exp", ""),
        ("min_10_exp", ""),
        ("dig", ""),
        ("mant_dig", ""),
        ("epsilon", ""),
        ("radix", ""),
        ("rounds", ""),
    ]
}
crate::struct_sequence! {
    INT_INFO, "sys.int_info", "How ints are kept.", 4, [
        ("bits_per_digit", ""),
        ("sizeof_digit", ""),
        ("default_max_str_digits", ""),
        ("str_digits_check_threshold", ""),
    ]
}
crate::struct_sequence! {
    HASH_INFO, "sys.hash_info", "How hashes are computed.", 9, [
        ("width", ""),
        ("modulus", ""),
        ("inf", ""),
        ("nan", ""),
        ("imag", ""),
        ("algorithm", ""),
        ("hash_bits", ""),
        ("seed_bits", ""),
        ("cutoff", ""),
    ]
}
crate::struct_sequence! {
    THREAD_INFO, "sys.thread_info", "How threads are made.", 3, [
        ("name", ""),
        ("lock", ""),
        ("version", ""),
    ]
}

fn int(number: i64) -> Value {
    Value::Int(number)
}

/// Sets all attributes.
pub fn fill(cx: &mut Context, module: &Obj<Module>) -> PyResult<()> {
    let settings = cx.interp_ref().settings.clone();
    let text = |cx: &mut Context, text: &str| cx.str_value(text);
    let (major, minor, micro) = VERSION;
    let release = text(cx, "final");
    let version_info =
        struct_sequence::make(cx, &VERSION_INFO, vec![int(major), int(minor), int(micro), release, int(0)]);
    let hexversion = (major << 24) | (minor << 16) | (micro << 8) | 0xf0;
    let shown = format!("{major}.{minor}.{micro} (Gila {}) [Rust]", env!("CARGO_PKG_VERSION"));
    let name = text(cx, "gila");
    let cache_tag = Value::None;
    let implementation = new_namespace(
        cx,
        vec![
            ("name", name),
            ("cache_tag", cache_tag),
            ("version", version_info.clone()),
            ("hexversion", int(hexversion)),
            ("supports_isolated_interpreters", Value::FALSE),
        ],
    );
    let lookup =
        |name: &str| settings.flags.iter().find(|(known, _)| *known == name).map_or(0, |(_, value)| *value);
    let mut flags: Vec<Value> = FLAGS
        .fields
        .iter()
        .take(FLAGS.items)
        .map(|(name, _)| match *name {
            "dev_mode" | "safe_path" => Value::bool(lookup(name) != 0),
            "optimize" => int(i64::from(settings.optimize)),
            "hash_randomization" => int(0),
            "utf8_mode" => int(1),
            "int_max_str_digits" => int(text::int::DEFAULT_MAX_STR_DIGITS as i64),
            _ => int(lookup(name)),
        })
        .collect();
    flags.extend([int(1), int(lookup("thread_inherit_context")), int(lookup("context_aware_warnings"))]);
    let flags = struct_sequence::make(cx, &FLAGS, flags);
    let float_info = struct_sequence::make(
        cx,
        &FLOAT_INFO,
        vec![
            Value::float(f64::MAX),
            int(1024),
            int(308),
            Value::float(f64::MIN_POSITIVE),
            int(-1021),
            int(-307),
            int(15),
            int(53),
            Value::float(f64::EPSILON),
            int(2),
            int(1),
        ],
    );
    let int_info = struct_sequence::make(cx, &INT_INFO, vec![int(30), int(4), int(4300), int(640)]);
    let algorithm = text(cx, "siphash13");
    let hash_info = struct_sequence::make(
        cx,
        &HASH_INFO,
        vec![
            int(64),
            int((1 << 61) - 1),
            int(314_159),
            int(0),
            int(1_000_003),
            algorithm,
            int(64),
            int(128),
            int(0),
        ],
    );
    let (pthread, lock) = (text(cx, "pthread"), text(cx, "semaphore"));
    // Only the GNU library has this name.
    #[cfg(target_env = "gnu")]
    let version = gil::process::system_text(libc::_CS_GNU_LIBPTHREAD_VERSION);
    #[cfg(not(target_env = "gnu"))]
    let version = None;
    let version = version.map_or(Value::None, |version| text(cx, &version));
    let thread_info = struct_sequence::make(cx, &THREAD_INFO, vec![pthread, lock, version]);
    let argv = settings.argv.iter().map(|arg| cx.str_value(arg)).collect();
    let argv = cx.list_value(argv);
    let orig_argv = settings.orig_argv.iter().map(|arg| cx.str_value(arg)).collect();
    let orig_argv = cx.list_value(orig_argv);
    let path = settings.path.iter().map(|folder| cx.str_value(folder)).collect();
    let path = cx.list_value(path);
    let warnoptions = settings.warn_options.iter().map(|option| cx.str_value(option)).collect();
    let warnoptions = cx.list_value(warnoptions);
    let x_options = cx.new_dict(vm::objects::table::Table::default());
    for option in &settings.x_options {
        let (name, value) = match option.split_once('=') {
            Some((name, value)) => (name, cx.str_value(value)),
            None => (option.as_str(), Value::TRUE),
        };
        let name = cx.intern(name);
        dict::set_str(cx, &x_options, &name, value);
    }
    let modules = cx.interp_ref().modules.value();
    let executable = text(cx, &settings.executable);
    let prefix = text(cx, "/usr");
    let names: Vec<Value> = crate::registry::RUST.iter().map(|spec| cx.str_value(spec.name)).collect();
    let builtin_module_names = cx.tuple_value(names);
    let all_names: Vec<Value> = crate::registry::all_names().iter().map(|name| cx.str_value(name)).collect();
    let stdlib_module_names = cx.frozenset_constant(all_names);
    let empty = |cx: &mut Context| cx.list_value(Vec::new());
    let (meta_path, path_hooks) = (empty(cx), empty(cx));
    let importer_cache = cx.new_dict(vm::objects::table::Table::default()).into();
    let entries = [
        ("version", text(cx, &shown)),
        ("version_info", version_info),
        ("hexversion", int(hexversion)),
        ("api_version", int(1013)),
        ("implementation", implementation),
        ("copyright", text(cx, "Gila is free software: MIT OR Apache-2.0.")),
        ("platform", text(cx, if cfg!(target_os = "macos") { "darwin" } else { "linux" })),
        ("byteorder", text(cx, if cfg!(target_endian = "little") { "little" } else { "big" })),
        ("maxsize", int(i64::MAX)),
        ("maxunicode", int(0x10_ffff)),
        ("float_info", float_info),
        ("int_info", int_info),
        ("hash_info", hash_info),
        ("thread_info", thread_info),
        ("float_repr_style", text(cx, "short")),
        ("flags", flags),
        ("argv", argv),
        ("orig_argv", orig_argv),
        ("path", path),
        ("modules", modules),
        ("warnoptions", warnoptions),
        ("_xoptions", x_options.into()),
        ("executable", executable.clone()),
        ("_base_executable", executable),
        ("prefix", prefix.clone()),
        ("exec_prefix", prefix.clone()),
        ("base_prefix", prefix.clone()),
        ("base_exec_prefix", prefix),
        ("platlibdir", text(cx, "lib")),
        ("abiflags", text(cx, "")),
        ("dont_write_bytecode", Value::bool(lookup("dont_write_bytecode") != 0)),
        ("pycache_prefix", Value::None),
        ("builtin_module_names", builtin_module_names),
        ("stdlib_module_names", stdlib_module_names),
        ("meta_path", meta_path),
        ("path_hooks", path_hooks),
        ("path_importer_cache", importer_cache),
    ];
    for (name, value) in entries {
        set(cx, module, name, value);
    }
    Ok(())
}

fn set_int_max_str_digits(cx: &mut Context, maxdigits: i64) -> PyResult<()> {
    if maxdigits != 0 && maxdigits < 640 {
        return Err(cx.value_error("maxdigits must be >= 640 or 0 for unlimited"));
    }
    cx.set_max_str_digits(maxdigits as usize);
    Ok(())
}

fn get_int_max_str_digits(cx: &mut Context) -> i64 {
    cx.max_str_digits() as i64
}

/// Functions about limits.
pub static FUNCTIONS: &[Row] = &[
    function!(
        "set_int_max_str_digits",
        "(maxdigits)",
        "Set the most digits in conversions between str and int.",
        set_int_max_str_digits
    ),
    function!(
        "get_int_max_str_digits",
        "()",
        "The most digits in conversions between str and int.",
        get_int_max_str_digits
    ),
];
