//! Exceptions with their causes, contexts and members of groups, arranged as they are printed.

use super::{message, traceback};
use crate::Context;
use crate::heap::Obj;
use crate::objects::Exception;
use crate::objects::exception_methods::group;

const CAUSE: &str = "\nThe above exception was the direct cause of the following exception:\n\n";
const CONTEXT: &str = "\nDuring handling of the above exception, another exception occurred:\n\n";
/// Members of a group that are shown.
const MOST_MEMBERS: usize = 15;
/// Groups within groups that are shown.
const MOST_NESTED: usize = 10;

/// Everything that is shown of one exception.
pub struct Shown {
    entries: Option<Vec<traceback::Entry>>,
    last_lines: Vec<String>,
    /// The exception shown before this one, and the text between the two.
    before: Option<(Box<Shown>, &'static str)>,
    members: Option<Vec<Shown>>,
}

impl Shown {
    /// Gathers an exception and all that belongs to it; what was met before (cycles) is left out.
    pub fn collect(cx: &mut Context, exception: &Obj<Exception>) -> Shown {
        let mut seen = Vec::new();
        Self::gather(cx, exception, &mut seen)
    }

    fn gather(cx: &mut Context, exception: &Obj<Exception>, seen: &mut Vec<usize>) -> Shown {
        // The chain is walked in a loop: it may be longer than the native stack is deep.
        let mut links: Vec<(Shown, &'static str)> = Vec::new();
        let mut next = Some((exception.clone(), ""));
        while let Some((current, link)) = next {
            seen.push(current.address());
            let payload = current.get(cx);
            let fresh = |value: &crate::Value, seen: &[usize]| {
                let exception = value.as_ref().and_then(|object| object.downcast::<Exception>())?;
                (!seen.contains(&exception.address())).then(|| exception.clone())
            };
            let cause = fresh(&payload.cause, seen);
            let context = if cause.is_none() && !payload.suppress_context {
                fresh(&payload.context, seen)
            } else {
                None
            };
            let traceback = payload.traceback.clone();
            let entries = if traceback.is_empty() { None } else { Some(traceback::entries(cx, &traceback)) };
            let last_lines = message::last_lines(cx, &current);
            // The members are gathered after the chain: what both name is shown in the chain.
            next = match (&cause, &context) {
                (Some(cause), _) => Some((cause.clone(), CAUSE)),
                (None, Some(context)) => Some((context.clone(), CONTEXT)),
                (None, None) => None,
            };
            if let Some((first, _)) = &next {
                seen.push(first.address());
            }
            let members = group::members(cx, &current).map(|members| {
                let members = members.items().iter();
                let members: Vec<_> =
                    members.filter_map(|member| member.as_ref()?.downcast::<Exception>().cloned()).collect();
                members.iter().map(|member| Self::gather_member(cx, member, seen)).collect()
            });
            links.push((Shown { entries, last_lines, before: None, members }, link));
        }
        let mut before: Option<(Box<Shown>, &'static str)> = None;
        for (mut shown, link) in links.into_iter().rev() {
            shown.before = before.take();
            before = Some((Box::new(shown), link));
        }
        *before.expect("I-9: at least the exception itself").0
    }

    /// A member of a group. Groups nest as deep as anybody likes; deeper ones than are shown are not looked at.
    fn gather_member(cx: &mut Context, member: &Obj<Exception>, seen: &mut Vec<usize>) -> Shown {
        if cx.check_native_stack().is_err() {
            return Shown { entries: None, last_lines: Vec::new(), before: None, members: None };
        }
        Self::gather(cx, member, seen)
    }

    /// Appends the lines.
    pub fn format(&self, margin: &mut Margin, out: &mut Vec<String>) {
        let mut order = vec![(self, "")];
        while let Some((before, link)) = &order.last().expect("I-9: never empty").0.before {
            order.push((before, *link));
        }
        for index in (0..order.len()).rev() {
            order[index].0.format_alone(margin, out);
            if index > 0 {
                margin.emit(order[index].1, out);
            }
        }
    }

    fn format_alone(&self, margin: &mut Margin, out: &mut Vec<String>) {
        let Some(members) = &self.members else {
            if let Some(entries) = &self.entries {
                margin.emit("Traceback (most recent call last):\n", out);
                traceback::format(entries).iter().for_each(|piece| margin.emit(piece, out));
            }
            self.last_lines.iter().for_each(|line| margin.emit(line, out));
            return;
        };
        if margin.depth > MOST_NESTED {
            margin.emit(&format!("... (max_group_depth is {MOST_NESTED})\n"), out);
            return;
        }
        let is_top = margin.depth == 0;
        if is_top {
            margin.depth = 1;
        }
        if let Some(entries) = &self.entries {
            let sign = if is_top { '+' } else { '|' };
            margin.emit_with("Exception Group Traceback (most recent call last):\n", sign, out);
            traceback::format(entries).iter().for_each(|piece| margin.emit(piece, out));
        }
        self.last_lines.iter().for_each(|line| margin.emit(line, out));
        let shown = members.len().min(MOST_MEMBERS + 1);
        margin.needs_end = false;
        for (index, member) in members.iter().take(shown).enumerate() {
            let is_last = index + 1 == shown;
            if is_last {
                // A group among the members may draw the line instead.
                margin.needs_end = true;
            }
            let cut = index >= MOST_MEMBERS;
            let title = if cut { String::from("...") } else { (index + 1).to_string() };
            let corner = if index == 0 { "+-" } else { "  " };
            out.push(format!("{}{corner}+---------------- {title} ----------------\n", margin.indent()));
            margin.depth += 1;
            if cut {
                let more = members.len() - MOST_MEMBERS;
                let plural = if more > 1 { "s" } else { "" };
                margin.emit(&format!("and {more} more exception{plural}\n"), out);
            } else {
                member.format(margin, out);
            }
            if is_last && margin.needs_end {
                out.push(format!("{}+------------------------------------\n", margin.indent()));
                margin.needs_end = false;
            }
            margin.depth -= 1;
        }
        if is_top {
            margin.depth = 0;
        }
    }
}

impl Drop for Shown {
    fn drop(&mut self) {
        // A long chain must not be dropped link inside link.
        let mut next = self.before.take();
        while let Some((mut shown, _)) = next {
            next = shown.before.take();
        }
    }
}

/// How far lines are indented inside groups.
#[derive(Default)]
pub struct Margin {
    depth: usize,
    needs_end: bool,
}

impl Margin {
    fn indent(&self) -> String {
        " ".repeat(2 * self.depth)
    }

    fn emit(&self, text: &str, out: &mut Vec<String>) {
        self.emit_with(text, '|', out);
    }

    fn emit_with(&self, text: &str, sign: char, out: &mut Vec<String>) {
        if self.depth == 0 {
            out.push(text.to_owned());
            return;
        }
        let indent = self.indent();
        out.push(text.split_inclusive('\n').map(|line| format!("{indent}{sign} {line}")).collect());
    }
}
