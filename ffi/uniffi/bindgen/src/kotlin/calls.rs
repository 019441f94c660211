//! The object of functions.

use std::fmt::Write as _;

use super::{HEAD, Names, RAW, declared, lifted, lowered, written};
use crate::docs::camel;
use crate::model::Model;

/// `GwsAuth.kt`.
pub fn calls(model: &Model) -> String {
    let names = Names(model.names());
    let mut out = format!(
        "{HEAD}\n\
         /**\n \
          * Every call, in the order of the flow. Nothing here opens a socket, reads a clock or makes random numbers: the functions say\n \
          * what to send, and read what came back. From Java they are static methods, and what may be left out may be left out.\n \
          */\n\
         public object GwsAuth {{\n"
    );
    for (index, function) in model.functions.iter().enumerate() {
        if index > 0 {
            out.push('\n');
        }
        out += &names.comment(&function.docs, 4);
        out.push_str("    @JvmStatic\n");
        if function.arguments.iter().any(|argument| argument.optional) {
            out.push_str("    @JvmOverloads\n");
        }
        let name = camel(&function.name);
        let _ = write!(out, "    public fun {name}(");
        for argument in &function.arguments {
            let _ = write!(out, "\n        {},", declared(argument));
        }
        if !function.arguments.is_empty() {
            out.push_str("\n    ");
        }
        let arguments = function.arguments.iter().map(|it| lowered(&it.kind, &camel(&it.name)));
        let call = format!("{RAW}.{name}({})", arguments.collect::<Vec<_>>().join(", "));
        let _ = writeln!(
            out,
            "): {} = call {{\n        {}\n    }}",
            written(&function.result),
            lifted(&function.result, &call)
        );
    }
    out + "}\n"
}
