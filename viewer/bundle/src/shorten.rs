//! What wasm-bindgen writes for people to read and nobody reads here: a tenth of what a phone would fetch. Belongs here: taking
//! it out of scripts and modules. Does not: making them (see `glue`).

use walrus::{Module, passes::gc};

/// The script without the comments in front of its functions, and without indents.
pub(crate) fn without_comments(js: &str) -> String {
    let mut out = String::with_capacity(js.len());
    let mut in_comment = false;
    for line in js.lines().map(str::trim).filter(|line| !line.is_empty()) {
        in_comment |= line.starts_with("/**");
        if !in_comment {
            out.push_str(line);
            out.push('\n');
        }
        in_comment &= !line.ends_with("*/");
    }
    out
}

/// Leptos can serve streams of bytes by functions of a server, of which there is none here. Its classes for that are exported,
/// so that no linker may leave them out.
pub(crate) fn drop_unused_exports(module: &mut Module) {
    let unused = module.exports.iter().filter(|export| export.name.contains("intounderlying"));
    for export in unused.map(|export| export.id()).collect::<Vec<_>>() {
        module.exports.delete(export);
    }
    gc::run(module);
}

/// Gives all imports names of a letter or two: theirs have 16 random digits each, once in the module and once in the script.
pub(crate) fn name_imports(module: &mut Module, js: &str) -> Result<String, String> {
    let mut lines: Vec<String> = js.lines().map(str::to_owned).collect();
    for (n, import) in module.imports.iter_mut().enumerate() {
        let key = format!("{}:", import.name);
        let mut named = lines.iter_mut().filter(|line| line.starts_with(&key));
        let (Some(line), None) = (named.next(), named.next()) else {
            return Err(format!("its script does not give {} once", import.name));
        };
        import.name = letters(n);
        *line = format!("{}:{}", import.name, &line[key.len()..]);
    }
    Ok(lines.join("\n") + "\n")
}

/// a, b, … z, aa, ba, …
fn letters(mut n: usize) -> String {
    let mut name = String::new();
    loop {
        name.push(char::from(b'a' + (n % 26) as u8));
        n /= 26;
        if n == 0 {
            return name;
        }
        n -= 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn comments_go_and_code_stays() {
        let js = "/**\n * @param {any} a\n */\nf(a) {\n    return a / 2; /* half */\n}\n/** one line */\n\ng();\n";
        assert_eq!(without_comments(js), "f(a) {\nreturn a / 2; /* half */\n}\ng();\n");
    }

    #[test]
    fn names_are_short_and_all_differ() {
        let names: BTreeSet<_> = (0..800).map(letters).collect();
        assert_eq!(names.len(), 800);
        assert!(names.iter().all(|name| name.len() <= 3));
        assert_eq!([0, 25, 26, 27].map(letters), ["a", "z", "aa", "ba"]);
    }

    #[test]
    fn imports_are_named_alike_in_module_and_script() {
        let mut module = Module::default();
        let kind = module.types.add(&[], &[]);
        module.add_import_func("./x.js", "__wbg_now_0123456789abcdef", kind);
        module.add_import_func("./x.js", "__wbg_then_0123456789abcdef", kind);
        let js = "{\n__wbg_then_0123456789abcdef: function() {\n},\n__wbg_now_0123456789abcdef: now,\n}";
        let named = name_imports(&mut module, js).unwrap();
        assert_eq!(named, "{\nb: function() {\n},\na: now,\n}\n");
        let names: Vec<_> = module.imports.iter().map(|import| import.name.clone()).collect();
        assert_eq!(names, ["a", "b"]);
        assert!(name_imports(&mut module, "nothing").is_err());
    }
}
