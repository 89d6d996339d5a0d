//! `_count_elements`: what `Counter` counts with.

use vm::objects::{Dict, Native, dict};
use vm::protocol::number::Binary;
use vm::{Context, PyResult, Value};

/// Whether a class has the dict's own `get` and `__setitem__`, so that its table may be used directly.
fn counts_directly(cx: &mut Context, mapping: &Value) -> bool {
    let class = cx.type_of(mapping);
    let dict_type = cx.types().dict.clone();
    ["get", "__setitem__"].into_iter().all(|name| {
        let name = cx.intern(name);
        match (class.lookup(cx, &name), dict_type.lookup(cx, &name)) {
            (Some(own), Some(plain)) => {
                own.is(&plain) && own.as_ref().is_some_and(|method| method.downcast::<Native>().is_some())
            }
            _ => false,
        }
    })
}

/// `_count_elements(mapping, iterable)`
pub fn count_elements(cx: &mut Context, mapping: Value, iterable: Value) -> PyResult<()> {
    let iterator = cx.iter(&iterable)?;
    let table = mapping.as_ref().and_then(|mapping| mapping.downcast::<Dict>()).cloned();
    if let Some(table) = table
        && counts_directly(cx, &mapping)
    {
        while let Some(key) = cx.next(&iterator)? {
            let hash = cx.hash(&key)?;
            let count = match dict::get_hashed(cx, &table, hash, &key)? {
                Some(Value::Int(count)) if count < i64::MAX => Value::Int(count + 1),
                Some(count) => cx.binary(Binary::Add, &count, &Value::Int(1))?,
                None => Value::Int(1),
            };
            dict::set_hashed(cx, &table, hash, key, count)?;
        }
        return Ok(());
    }
    let get = cx.get_attr_named(&mapping, "get")?;
    while let Some(key) = cx.next(&iterator)? {
        let count = cx.call(&get, &[key.clone(), Value::Int(0)])?;
        let count = cx.binary(Binary::Add, &count, &Value::Int(1))?;
        cx.set_item(&mapping, key, count)?;
    }
    Ok(())
}
