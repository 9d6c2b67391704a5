//! `cargo xtask split --probe`: a copy of the built page in target/split/probe that notes which functions of its
//! program run while the rest is said to be coming. Opened in a browser, `crossreadRan()` gives them as text, one a
//! line: the file a function is in (`first`, or `later` for the rest), its bytes and its name. A later one is in the
//! wrong file. `crossreadIdle()` gives those of the first file that have not run, the largest first.

use super::rules::{Rules, plain};
use super::{Index, Module, malformed};
use crate::failure::{Context, Failure};
use crate::{paths, size};
use std::fs;
use wasm_encoder::{
    CodeSection, ElementSection, EntityType, ExportKind, ExportSection, Function, FunctionSection,
    ImportSection, Module as Encoder,
};

/// Writes the copy.
pub(super) fn write() -> Result<(), Failure> {
    let root = paths::root();
    let wasm = fs::read(root.join("target/split/whole.wasm"))
        .context(|| "read target/split/whole.wasm".to_owned())
        .map_err(|failure| failure.hint("cargo xtask build"))?;
    let module = Module::read(&wasm)?;
    let to = root.join("target/split/probe");
    // Nothing is there the first time.
    let _ = fs::remove_dir_all(&to);
    fs::create_dir_all(&to).context(|| format!("make {}", to.display()))?;
    let later = module.later(&Rules::own()?);
    let names: Vec<String> = module
        .defined()
        .map(|function| {
            let file = if later[function as usize] {
                "later"
            } else {
                "first"
            };
            let name = module.names.get(&function);
            let bytes = module.bodies[(function - module.imported()) as usize]
                .range()
                .len();
            let name = plain(name.map_or("?", |name| name.as_str()));
            format!("{file} {bytes} {name}")
        })
        .collect();
    let names = serde_json::Value::from(names).to_string();
    let mut files = Vec::new();
    size::collect(&paths::dist(), &paths::dist(), &mut files)?;
    for (name, bytes) in files {
        let bytes = match name.as_str() {
            "index.html" => String::from_utf8_lossy(&bytes)
                .replace(" data-rest=", " data-unsplit=")
                .replacen("<html ", "<html data-rest=\"coming\" ", 1)
                .into_bytes(),
            name if name.starts_with("crossread-page-") && name.ends_with(".wasm") => noting(&module)?,
            name if name.starts_with("crossread-page-") => [
                bytes,
                format!(
                    "\nconst ran = new Set();\n__wbg_get_imports = () => ({{ ...ownImports(), rest: {{ ready: (one) => ran.add(one) && one }} }});\n\
                     const names = {names};\nself.crossreadRan = () => [...ran].map((one) => names[one]).join(\"\\n\");\n\
                     self.crossreadIdle = () => names.filter((name, one) => name.startsWith(\"first\") && !ran.has(one))\
                     .sort((one, other) => other.split(\" \")[1] - one.split(\" \")[1]).join(\"\\n\");\n"
                )
                .into_bytes(),
            ]
            .concat(),
            _ => bytes,
        };
        let at = to.join(&name);
        if let Some(folder) = at.parent() {
            fs::create_dir_all(folder).context(|| format!("make {}", folder.display()))?;
        }
        fs::write(&at, bytes).context(|| format!("write {name}"))?;
    }
    Ok(())
}

/// The whole program; each of its functions first says its number.
fn noting(module: &Module) -> Result<Vec<u8>, Failure> {
    let mut out = Encoder::new();
    let number = wasm_encoder::ValType::I32;
    let (ty, types) = module.types_with(&[number], &[number])?;
    out.section(&types);
    let mut imports = ImportSection::new();
    imports.import(super::MODULE, super::READY, EntityType::Function(ty));
    let mut index = Index::new();
    for (function, import) in module.imports() {
        imports.import(
            super::SCRIPT,
            &super::short(function),
            super::entity(import.ty)?,
        );
        index.insert(function, function + 1);
    }
    out.section(&imports);
    let mut functions = FunctionSection::new();
    for function in module.defined() {
        functions.function(module.type_of(function));
        index.insert(function, function + 1);
    }
    out.section(&functions);
    for id in [4, 5, 13, 6] {
        super::raw(&mut out, module, id);
    }
    let mut exports = ExportSection::new();
    for export in &module.exports {
        let function = export.kind == wasmparser::ExternalKind::Func;
        exports.export(
            export.name,
            ExportKind::from(export.kind),
            export.index + u32::from(function),
        );
    }
    out.section(&exports);
    let mut elements = ElementSection::new();
    for (offset, slots) in &module.segments {
        super::active(
            &mut elements,
            *offset,
            slots.iter().map(|function| function + 1).collect(),
        );
    }
    out.section(&elements);
    super::raw(&mut out, module, 12);
    let mut code = CodeSection::new();
    for (number, function) in module.defined().enumerate() {
        let body = super::called(module, function, &index, |_, _| None)?;
        let reader = &module.bodies[number];
        let start = reader
            .get_operators_reader()
            .context(malformed)?
            .original_position();
        let locals = start - reader.range().start;
        let mut note = Function::new([]);
        note.instructions().i32_const(number as i32).call(0).drop();
        let note = note.into_raw_body();
        code.raw(&[&body[..locals], &note[1..], &body[locals..]].concat());
    }
    out.section(&code);
    super::raw(&mut out, module, 11);
    Ok(out.finish())
}
