//! `import` and `from … import`.

use bytecode::{Constant, Op};
use syntax::ast::{Alias, Ident, Span};

use super::{Generator, Result, future};

impl Generator<'_> {
    pub(super) fn import(&mut self, names: &[Alias], span: Span) -> Result {
        for alias in names {
            self.at(span);
            self.unit.builder.load_const(Constant::Int(0));
            self.load_none();
            self.unit.builder.emit_name(Op::ImportName, &[], &alias.name);
            let Some(asname) = &alias.asname else {
                let top: Ident = alias.name.split('.').next().unwrap_or_default().into();
                self.store_import(&top, alias.span, span)?;
                continue;
            };
            // The import gives the outermost package; walk down to the module named.
            for part in alias.name.split('.').skip(1) {
                let module = self.unit.builder.top(1);
                self.unit.builder.emit_name(Op::ImportFrom, &[module], part);
                self.unit.builder.swap(2);
                self.emit(Op::Pop);
            }
            self.store_import(asname, alias.span, span)?;
        }
        Ok(())
    }

    fn store_import(&mut self, name: &Ident, alias: Span, span: Span) -> Result {
        if &**name == "__debug__" {
            return self.fault(alias, "cannot assign to __debug__");
        }
        self.store_name(name, span)
    }

    pub(super) fn import_from(
        &mut self,
        module: Option<&Ident>,
        names: &[Alias],
        level: u32,
        span: Span,
    ) -> Result {
        let module = module.map_or("", |module| module);
        if module == "__future__" && level == 0 && future::is_misplaced(self.future_end, span) {
            return self.fault(span, "from __future__ imports must occur at the beginning of the file");
        }
        self.at(span);
        self.unit.builder.load_const(Constant::Int(i64::from(level)));
        let wanted = names.iter().map(|alias| Constant::Str((&*alias.name).into())).collect();
        self.unit.builder.load_const(Constant::Tuple(wanted));
        self.unit.builder.emit_name(Op::ImportName, &[], module);
        if names.iter().any(|alias| &*alias.name == "*") {
            self.emit(Op::ImportStar);
            return Ok(());
        }
        for alias in names {
            self.at(span);
            let source = self.unit.builder.top(1);
            self.unit.builder.emit_name(Op::ImportFrom, &[source], &alias.name);
            self.store_import(alias.asname.as_ref().unwrap_or(&alias.name), alias.span, span)?;
        }
        self.at(span);
        self.emit(Op::Pop);
        Ok(())
    }
}
