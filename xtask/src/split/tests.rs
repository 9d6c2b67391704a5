//! Splitting, tried on a small module that runs in Node.

use super::{GLUE, Rules, split};
use std::process::Command;
use wasm_encoder::{
    CodeSection, ConstExpr, CustomSection, DataSection, ElementSection, Elements, EntityType,
    ExportKind, ExportSection, Function, FunctionSection, GlobalSection, GlobalType, ImportSection,
    InstructionSink, MemArg, MemorySection, MemoryType, Module, NameMap, NameSection, RefType,
    TableSection, TableType, TypeSection, ValType,
};

/// What wasm-bindgen's script has of what the added one uses, for Node.
const NODE: &str = r#"
let wasm;
let __wbg_get_imports = () => ({ "js": { near: () => log.push('near'), far: (n) => log.push(`far ${n}`) } });
const log = [];
const called = ['run', 'indirect'];
export class Unused {
    free() {
        wasm.unused();
    }
}
if (Symbol.dispose) Unused.prototype[Symbol.dispose] = Unused.prototype.free;
"#;

/// Texts in the program's memory, by address and length: only the first file names one, only the rest another, both
/// name the third.
const KEPT: (i32, i32) = (164, 4);
const GONE: (i32, i32) = (168, 4);
const BOTH: (i32, i32) = (172, 4);
/// A word that points to a text, and a place in the source.
const POINTER: i32 = 180;
const PLACE: i32 = 188;

/// What stands from the first text on; nothing points to the last.
fn objects() -> [Vec<u8>; 8] {
    let words = |words: &[u32]| words.iter().flat_map(|word| word.to_le_bytes()).collect();
    [
        b"kept".to_vec(),
        b"gone".to_vec(),
        b"both".to_vec(),
        b"text".to_vec(),
        words(&[176]),
        b"a.rs".to_vec(),
        words(&[184, 4, 3, 7]),
        b"left".to_vec(),
    ]
}

/// The rules for the program.
fn rules() -> Rules {
    Rules::read("later page::find").expect("rules")
}

/// A program: `run` calls `map` and, by a number, `find`, which calls `map`, too; a small number of functions more.
pub(crate) fn program() -> Vec<u8> {
    let mut module = Module::new();
    let mut types = TypeSection::new();
    types.ty().function([], []);
    types.ty().function([ValType::I32], []);
    types.ty().function([ValType::I32], [ValType::I32]);
    module.section(&types);
    let mut imports = ImportSection::new();
    imports.import("js", "far", EntityType::Function(1));
    imports.import("js", "near", EntityType::Function(0));
    module.section(&imports);
    let mut functions = FunctionSection::new();
    for ty in [2, 2, 1, 2, 2] {
        functions.function(ty);
    }
    module.section(&functions);
    let mut tables = TableSection::new();
    tables.table(TableType {
        element_type: RefType::FUNCREF,
        minimum: 3,
        maximum: Some(3),
        table64: false,
        shared: false,
    });
    module.section(&tables);
    let mut memories = MemorySection::new();
    memories.memory(MemoryType {
        minimum: 1,
        maximum: None,
        memory64: false,
        shared: false,
        page_size_log2: None,
    });
    module.section(&memories);
    let mut globals = GlobalSection::new();
    let counter = GlobalType {
        val_type: ValType::I32,
        mutable: true,
        shared: false,
    };
    globals.global(counter, &ConstExpr::i32_const(7));
    module.section(&globals);
    let mut exports = ExportSection::new();
    exports.export("run", ExportKind::Func, 2);
    exports.export("indirect", ExportKind::Func, 6);
    module.section(&exports);
    let mut elements = ElementSection::new();
    let held = Elements::Functions(vec![4, 5].into());
    elements.active(None, &ConstExpr::i32_const(1), held);
    module.section(&elements);
    let mut code = CodeSection::new();
    let mut put = |write: &dyn Fn(&mut InstructionSink)| {
        let mut function = Function::new([]);
        write(&mut function.instructions());
        function.instructions().end();
        code.function(&function);
    };
    // 2 run(n) = map(n) + help(n), and page::find::view(n)
    put(&|put| {
        put.local_get(0)
            .call(4)
            .local_get(0)
            .call(3)
            .local_get(0)
            .call(5)
            .i32_add();
    });
    // 3 page::map::view(n) = n + the global, which grows; it names two texts and a place in the source
    put(&|put| {
        for (text, length) in [KEPT, BOTH] {
            put.i32_const(text).i32_const(length).drop().drop();
        }
        put.i32_const(PLACE).drop();
        put.call(1)
            .global_get(0)
            .i32_const(1)
            .i32_add()
            .global_set(0);
        put.local_get(0).global_get(0).i32_add();
    });
    // 4 page::find::view(n): far(map(n) + the number in memory); it names two texts
    put(&|put| {
        for (text, length) in [GONE, BOTH] {
            put.i32_const(text).i32_const(length).drop().drop();
        }
        let at = MemArg {
            offset: 8,
            align: 2,
            memory_index: 0,
        };
        for _ in 0..20 {
            put.i32_const(1).drop();
        }
        put.local_get(0)
            .call(3)
            .i32_const(0)
            .i32_load(at)
            .i32_add()
            .call(0);
    });
    // 5 page::find::help(n) = double(n); it names a pointer
    put(&|put| {
        put.i32_const(POINTER).drop();
        for _ in 0..20 {
            put.i32_const(2).drop();
        }
        put.local_get(0).i32_const(2).i32_mul();
    });
    // 6 indirect(n): the function in slot 2, of n
    put(&|put| {
        put.local_get(0).i32_const(2).call_indirect(0, 2);
    });
    module.section(&code);
    let mut data = DataSection::new();
    data.active(0, &ConstExpr::i32_const(8), 100_u32.to_le_bytes());
    let mut at = KEPT.0;
    for object in objects() {
        data.active(0, &ConstExpr::i32_const(at), object.iter().copied());
        at += object.len() as i32;
    }
    module.section(&data);
    let mut names = NameMap::new();
    for (index, name) in [
        (2, "main::run"),
        (3, "page[0123456789abcdef]::map::view"),
        (4, "page[0123456789abcdef]::find::view"),
        (
            5,
            "<page[0123456789abcdef]::find::Finder as core::ops::Fn>::call",
        ),
        (6, "main::indirect"),
    ] {
        names.append(index, name);
    }
    let mut section = NameSection::new();
    section.functions(&names);
    module.section(&section);
    module.section(&CustomSection {
        name: "producers".into(),
        data: (&[0]).into(),
    });
    module.finish()
}

/// What a script prints that has both files of the program as `first` and `rest`.
fn printed(script: &str) -> String {
    let both = split(&program(), NODE, &rules()).expect("two files");
    assert_eq!(both.functions, [3, 2]);
    let node = both.script;
    let glue = GLUE.replace("export {", "const page = {");
    let script = format!(
        "{node}{glue}\nconst first = new Uint8Array({:?});\nconst rest = new Uint8Array({:?});\n\
         const start = () => wasm = new WebAssembly.Instance(new WebAssembly.Module(first), __wbg_get_imports()).exports;\n{script}",
        both.first, both.rest
    );
    let file = std::env::temp_dir().join(format!(
        "crossread-split-{}-{:?}.mjs",
        std::process::id(),
        std::thread::current().id()
    ));
    std::fs::write(&file, script).expect("a file");
    let out = Command::new("node").arg(&file).output().expect("Node runs");
    let _ = std::fs::remove_file(&file);
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(out.status.success(), "{}", text(&out.stderr));
    text(&out.stdout)
}

/// What `run(1)` says: find's number is 1 + 8 + 100, map's second one 1 + 9, help's 2.
const RAN: &str = "12 near,far 109,near";

#[test]
fn both_files_run_as_one() {
    let script = "start(); await bring(rest); const n = wasm.run(1); console.log(n, log.join());";
    assert_eq!(printed(script).trim(), RAN);
}

#[test]
fn the_rest_may_come_first() {
    let script = "await bring(rest); start(); const n = wasm.run(1); console.log(n, log.join());";
    assert_eq!(printed(script).trim(), RAN);
    let script = "await bring(rest); start(); console.log(wasm.indirect(21));";
    assert_eq!(printed(script).trim(), "42");
}

#[test]
fn what_is_needed_before_it_came_is_waited_for() {
    let waiting = "
        let asked = 0;
        globalThis.XMLHttpRequest = class {
          open() { asked += 1; }
          overrideMimeType() {}
          send() { this.status = 200; this.responseText = [...rest].map((byte) => String.fromCharCode(byte + 0xf700)).join(''); }
        };
        console.warn = () => {};
        start();";
    let script = format!("{waiting} const n = wasm.run(1); console.log(n, log.join(), asked);");
    assert_eq!(printed(&script).trim(), format!("{RAN} 1"));
    let script = format!("{waiting} console.log(wasm.indirect(21), asked);");
    assert_eq!(printed(&script).trim(), "42 1");
}

#[test]
fn without_the_rest_a_call_of_it_fails_and_the_page_says_so() {
    let script = "
        const broken = { hidden: true };
        globalThis.document = { getElementById: () => broken };
        globalThis.XMLHttpRequest = class { open() {} overrideMimeType() {} send() { this.status = 404; } };
        start();
        try { wasm.run(1); } catch (error) { console.log(broken.hidden, error.message); }";
    assert_eq!(printed(script).trim(), "false REST: 404");
}

#[test]
fn the_same_program_gives_the_same_files_without_names() {
    let both = || split(&program(), NODE, &rules()).expect("two files");
    let (one, two) = (both(), both());
    assert_eq!((&one.first, &one.rest), (&two.first, &two.rest));
    for file in [one.first, one.rest] {
        assert!(!file.windows(5).any(|window| window == b"page["));
    }
}

#[test]
fn what_only_the_rest_says_comes_with_it() {
    let script = "
        start();
        const said = () => {
          const bytes = new Uint8Array(wasm.rest_memory.buffer, 164, 44);
          return new TextDecoder().decode(bytes.map((byte) => byte > 31 && byte < 128 ? byte : 45));
        };
        console.log(said());
        await bring(rest);
        console.log(said());";
    let printed = printed(script);
    let lines: Vec<&str> = printed.lines().collect();
    // Numbers are shown as strokes.
    assert_eq!(
        lines,
        [
            "kept----both----------------------------left",
            "keptgonebothtext----a.rs----------------left",
        ]
    );
}
