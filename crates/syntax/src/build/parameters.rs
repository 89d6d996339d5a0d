//! The parameters of functions and lambdas, and type parameters.

use super::{Builder, Built, Listed};
use crate::ast::*;
use crate::fault::Fault;

/// One parameter as written.
pub(crate) struct Parameter {
    kind: ParameterKind,
    span: Span,
}

enum ParameterKind {
    Plain(Arg, Option<Expr>),
    Slash,
    Star,
    VarPositional(Arg),
    VarKeyword(Arg),
}

impl Parameter {
    pub fn slash(l: u32, r: u32) -> Self {
        Parameter { kind: ParameterKind::Slash, span: Span::new(l, r) }
    }

    pub fn star(l: u32, r: u32) -> Self {
        Parameter { kind: ParameterKind::Star, span: Span::new(l, r) }
    }
}

impl Builder<'_> {
    pub fn parameter(
        &mut self,
        l: u32,
        name: Ident,
        r: u32,
        annotation: Option<(Expr, u32)>,
        default: Option<Expr>,
    ) -> Parameter {
        let arg = annotated(l, name, r, annotation);
        let span = arg.span;
        Parameter { kind: ParameterKind::Plain(arg, default), span }
    }

    pub fn var_positional(
        &mut self,
        l: u32,
        name: Ident,
        r: u32,
        annotation: Option<(Expr, u32)>,
        default: Option<(u32, Expr)>,
    ) -> Built<Parameter> {
        if let Some((equal, _)) = default {
            let message = "var-positional argument cannot have default value";
            return Err(Fault::new(Span::new(equal, equal + 1), message).into());
        }
        let arg = annotated(l, name, r, annotation);
        let span = arg.span;
        Ok(Parameter { kind: ParameterKind::VarPositional(arg), span })
    }

    pub fn var_keyword(
        &mut self,
        l: u32,
        name: Ident,
        r: u32,
        annotation: Option<(Expr, u32)>,
        default: Option<(u32, Expr)>,
    ) -> Built<Parameter> {
        if let Some((equal, _)) = default {
            let message = "var-keyword argument cannot have default value";
            return Err(Fault::new(Span::new(equal, equal + 1), message).into());
        }
        let arg = annotated(l, name, r, annotation);
        let span = arg.span;
        Ok(Parameter { kind: ParameterKind::VarKeyword(arg), span })
    }

    /// Sorts parameters into their kinds and checks their order.
    pub fn parameters(&mut self, l: u32, list: Listed<Parameter>) -> Built<Box<Arguments>> {
        let mut arguments = Box::<Arguments>::default();
        let mut star: Option<Span> = None;
        let mut slash = false;
        for Parameter { kind, span } in list.items {
            if arguments.kwarg.is_some() {
                let message = "arguments cannot follow var-keyword argument";
                let span = match kind {
                    ParameterKind::VarPositional(_) | ParameterKind::VarKeyword(_) => {
                        self.stars_before(span.start)
                    }
                    _ => span,
                };
                return Err(Fault::new(span, message).into());
            }
            match kind {
                ParameterKind::Plain(arg, default) if star.is_some() => {
                    arguments.kwonlyargs.push(arg);
                    arguments.kw_defaults.push(default);
                }
                ParameterKind::Plain(arg, default) => {
                    if default.is_none() && !arguments.defaults.is_empty() {
                        let message = "parameter without a default follows parameter with a default";
                        return Err(Fault::new(span, message).into());
                    }
                    arguments.args.push(arg);
                    arguments.defaults.extend(default);
                }
                ParameterKind::Slash => {
                    let message = if slash {
                        "/ may appear only once"
                    } else if star.is_some() {
                        "/ must be ahead of *"
                    } else if arguments.args.is_empty() {
                        "at least one argument must precede /"
                    } else {
                        slash = true;
                        arguments.posonlyargs = std::mem::take(&mut arguments.args);
                        continue;
                    };
                    return Err(Fault::new(span, message).into());
                }
                ParameterKind::Star | ParameterKind::VarPositional(_) if star.is_some() => {
                    let span = if matches!(kind, ParameterKind::Star) {
                        span
                    } else {
                        self.stars_before(span.start)
                    };
                    return Err(Fault::new(span, "* argument may appear only once").into());
                }
                ParameterKind::Star => star = Some(span),
                ParameterKind::VarPositional(arg) => {
                    star = Some(span);
                    arguments.vararg = Some(Box::new(arg));
                }
                ParameterKind::VarKeyword(arg) => arguments.kwarg = Some(Box::new(arg)),
            }
        }
        if let Some(star) = star
            && arguments.vararg.is_none()
            && arguments.kwonlyargs.is_empty()
        {
            // CPython points at the star of a function, and behind that of a lambda.
            let lambda = self.text[..l as usize].trim_end().ends_with("lambda");
            let next = self.next_token(star.end);
            let span = if lambda { Span::new(next, next + 1) } else { star };
            return Err(Fault::new(span, "named arguments must follow bare *").into());
        }
        Ok(arguments)
    }

    /// The `*` or `**` before a parameter's name.
    fn stars_before(&self, name: u32) -> Span {
        let before = self.text[..name as usize].trim_end_matches(|c| c != '*');
        let stars = before.len() - before.trim_end_matches('*').len();
        Span::new((before.len() - stars) as u32, before.len() as u32)
    }

    pub fn type_params(&mut self, list: Option<Listed<TypeParam>>, r: u32) -> Built<Vec<TypeParam>> {
        match list {
            None => Err(Fault::new(Span::new(r - 1, r), "Type parameter list cannot be empty").into()),
            Some(list) => Ok(list.items),
        }
    }

    pub fn type_var(
        &mut self,
        l: u32,
        name: Ident,
        bound: Option<Expr>,
        default: Option<Expr>,
        r: u32,
    ) -> TypeParam {
        let kind =
            TypeParamKind::TypeVar { name, bound: bound.map(Box::new), default_value: default.map(Box::new) };
        TypeParam { kind, span: Span::new(l, r) }
    }

    pub fn type_var_tuple(
        &mut self,
        l: u32,
        name: Ident,
        bound: Option<(u32, Expr)>,
        default: Option<Expr>,
        r: u32,
    ) -> Built<TypeParam> {
        no_bound(bound, "TypeVarTuple")?;
        let kind = TypeParamKind::TypeVarTuple { name, default_value: default.map(Box::new) };
        Ok(TypeParam { kind, span: Span::new(l, r) })
    }

    pub fn param_spec(
        &mut self,
        l: u32,
        name: Ident,
        bound: Option<(u32, Expr)>,
        default: Option<Expr>,
        r: u32,
    ) -> Built<TypeParam> {
        no_bound(bound, "ParamSpec")?;
        let kind = TypeParamKind::ParamSpec { name, default_value: default.map(Box::new) };
        Ok(TypeParam { kind, span: Span::new(l, r) })
    }
}

/// `name: annotation`, whose two parts end at `r` and at the annotation's own end.
fn annotated(l: u32, arg: Ident, r: u32, annotation: Option<(Expr, u32)>) -> Arg {
    match annotation {
        None => Arg { arg, annotation: None, span: Span::new(l, r) },
        Some((value, end)) => Arg { arg, annotation: Some(value), span: Span::new(l, end) },
    }
}

fn no_bound(bound: Option<(u32, Expr)>, kind: &str) -> Built<()> {
    let Some((colon, expr)) = bound else { return Ok(()) };
    let what = if matches!(expr.kind, ExprKind::Tuple { .. }) { "constraints" } else { "bound" };
    let message = format!("cannot use {what} with {kind}");
    Err(Fault::new(Span::new(colon, expr.span.end), message).into())
}
