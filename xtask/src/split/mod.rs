//! Splits the page's WebAssembly into what the first map needs and the rest, by function.
//!
//! The method is that of Binaryen's wasm-split. A function of the rest that the first file calls, or whose address it
//! may take, has a slot in the function table. Until the rest is there the slot holds a stub, which asks the script
//! (rest.js) for it and then calls the slot again; the rest fills the slots when it is instantiated. So a function
//! in the wrong file costs a wait and nothing else. Memory, table and globals are the first file's; data goes with the
//! functions that need it ([`data`]).
//!
//! The first file's functions that the rest calls are in the table too, and the rest imports them by their slots.
//! [`rules`] says which function belongs where, by name.

mod data;
mod module;
mod probe;
pub(crate) mod report;
pub(crate) mod rules;

use crate::failure::{Context, Failure};
use crate::finish::lean;
use data::Objects;
use module::Module;
use rules::Rules;
use std::borrow::Cow;
use std::collections::BTreeMap;
use wasm_encoder::reencode::{Reencode as _, RoundtripReencoder};
use wasm_encoder::{
    CodeSection, ConstExpr, ElementSection, Elements, EntityType, ExportKind, ExportSection,
    Function, FunctionSection, ImportSection, Module as Encoder, RawSection, TypeSection, ValType,
};
use wasmparser::Operator;

/// What is added to wasm-bindgen's script: it brings the rest. `REST` stands for the file's name.
pub(crate) const GLUE: &str = include_str!("rest.js");

/// What the script that loads the rest imports and exports under; rest.js knows these names.
const MODULE: &str = "rest";
/// The module that wasm-bindgen's script is to the program.
const SCRIPT: &str = "m";
/// A function that brings the rest and gives its argument back: the slot that is called again.
const READY: &str = "ready";
/// The table and the globals, followed by their index; memory.
const TABLE: &str = "rest_table";
const GLOBAL: &str = "rest_global";
const MEMORY: &str = "rest_memory";
/// The module of the first file's functions, whose names are slots.
const SHARED: &str = "first";

/// Both files, and what can be said of them.
pub(crate) struct Split {
    pub(crate) first: Vec<u8>,
    pub(crate) rest: Vec<u8>,
    /// How many functions are in each.
    pub(crate) functions: [usize; 2],
    /// How many stubs stand for functions of the rest.
    pub(crate) stubs: usize,
    /// wasm-bindgen's script as both files call it.
    pub(crate) script: String,
}

/// wasm-bindgen's script without indentation, comments for documentation, and the classes of a crate that nothing
/// here uses: nobody but the script itself could make one.
fn without_classes(script: &str) -> String {
    let mut out = String::new();
    let mut dropped = Vec::new();
    let mut lines = script.split_inclusive('\n');
    while let Some(line) = lines.next() {
        let class = line
            .strip_prefix("export class ")
            .and_then(|rest| rest.split(' ').next());
        match class {
            Some(class) => {
                dropped.push(class.to_owned());
                lines.by_ref().find(|line| *line == "}\n");
            }
            None => out.push_str(line),
        }
    }
    // What is said of them outside: a line, or a few up to a semicolon.
    let mut kept = String::new();
    let mut inside = false;
    for line in out.split_inclusive('\n') {
        inside = inside || dropped.iter().any(|class| line.contains(class.as_str()));
        if !inside {
            kept.push_str(line);
        }
        inside = inside && !line.trim_end().ends_with(';');
    }
    lean(&kept)
}

/// The script with short names for what it gives the program.
fn shortened(mut script: String, imports: &[wasmparser::Import]) -> Result<String, Failure> {
    for (number, import) in imports.iter().enumerate() {
        let module = format!("\"{}\": ", import.module);
        script = script.replace(&module, &format!("\"{SCRIPT}\": "));
        let long = format!("{}: ", import.name);
        if script.matches(&long).count() != 1 {
            return Err(Failure::new(format!(
                "wasm-bindgen's script gives no {}, or several",
                import.name
            )));
        }
        script = script.replace(&long, &format!("{}: ", short(number as u32)));
    }
    Ok(script)
}

/// The short name of an import by its number.
fn short(function: u32) -> String {
    format!("i{function}")
}

/// Splits a module that has the names of its functions; its script says which of its exports are called.
pub(crate) fn split(wasm: &[u8], script: &str, rules: &Rules) -> Result<Split, Failure> {
    let mut module = Module::read(wasm)?;
    let script = without_classes(script);
    module.exports.retain(|export| {
        export.kind != wasmparser::ExternalKind::Func || script.contains(export.name)
    });
    let plan = Plan::new(&module, rules)?;
    let first = first(&module, &plan)?;
    let rest = rest(&module, &plan)?;
    for (name, bytes) in [("first", &first), ("rest", &rest)] {
        wasmparser::Validator::new()
            .validate_all(bytes)
            .context(|| format!("split the page's WebAssembly ({name} file)"))?;
    }
    let later = plan.later.iter().filter(|later| **later).count();
    Ok(Split {
        first,
        rest,
        functions: [module.bodies.len() - later, later],
        stubs: plan.stubs.len(),
        script: shortened(script, &module.imports)?,
    })
}

/// What goes where. Functions are counted as in the whole module, imported ones first.
struct Plan {
    /// Whether a function is in the rest; never an imported one.
    later: Vec<bool>,
    /// The table slot of each function that has or gets one.
    slots: BTreeMap<u32, u32>,
    /// The functions that get a slot, in the order of their slots, which follow the module's own.
    added: Vec<u32>,
    /// The functions of the rest that a stub stands for, in order.
    stubs: Vec<u32>,
    /// The imported functions that the first file, and those that the rest calls.
    imported: [Vec<u32>; 2],
    /// The first file's functions that the rest calls.
    shared: Vec<u32>,
    /// Whether each segment of data is brought by the rest.
    data: Vec<bool>,
}

impl Plan {
    fn new(module: &Module, rules: &Rules) -> Result<Plan, Failure> {
        let later = module.later(rules);
        let is_later = |function: u32| later[function as usize];
        let mut slots = BTreeMap::new();
        for (slot, function) in module.elements() {
            slots.entry(function).or_insert(slot);
        }
        // Called from the first file: the rest's functions by a slot; from the rest: the first's, imported by one.
        let mut wanted = [Vec::new(), Vec::new()];
        let mut imported = [Vec::new(), Vec::new()];
        for (index, calls) in module.calls.iter().enumerate() {
            let from = usize::from(is_later(module.imported() + index as u32));
            for &callee in calls {
                if callee < module.imported() {
                    imported[from].push(callee);
                } else if usize::from(is_later(callee)) != from {
                    wanted[from].push(callee);
                }
            }
        }
        wanted[0].extend(module.exported().filter(|&function| is_later(function)));
        // Imported ones that are exported or have a slot are the first file's.
        let named = module.exported().chain(slots.keys().copied());
        imported[0].extend(named.filter(|&function| function < module.imported()));
        for list in wanted.iter_mut().chain(&mut imported) {
            list.sort_unstable();
            list.dedup();
        }
        let [called, shared] = wanted;
        let mut added: Vec<u32> = called.iter().chain(&shared).copied().collect();
        added.retain(|function| !slots.contains_key(function));
        let size = module.table_size()?;
        for (slot, &function) in (size..).zip(&added) {
            slots.insert(function, slot);
        }
        let stubs = slots.keys().copied().filter(|&f| is_later(f)).collect();
        let data = data::later(module, &later)?;
        Ok(Plan {
            later,
            slots,
            added,
            stubs,
            imported,
            shared,
            data,
        })
    }
}

/// Where a function stands in the file that is written.
type Index = BTreeMap<u32, u32>;

/// The file that the first map needs.
fn first(module: &Module, plan: &Plan) -> Result<Vec<u8>, Failure> {
    let mut out = Encoder::new();
    let (ready_type, types) = module.types_with(&[ValType::I32], &[ValType::I32])?;
    out.section(&types);

    // `ready` comes first: the stubs call it, and a small number is a short one.
    let mut imports = ImportSection::new();
    imports.import(MODULE, READY, EntityType::Function(ready_type));
    let mut index = Index::new();
    let mut count = 1;
    for (function, import) in module.imports() {
        if plan.imported[0].contains(&function) {
            imports.import(SCRIPT, &short(function), entity(import.ty)?);
            index.insert(function, count);
            count += 1;
        }
    }
    out.section(&imports);

    let mut functions = FunctionSection::new();
    let kept = module.defined().filter(|&f| !plan.later[f as usize]);
    for function in kept.clone().chain(plan.stubs.iter().copied()) {
        functions.function(module.type_of(function));
        index.insert(function, count);
        count += 1;
    }
    out.section(&functions);

    out.section(&module.tables(plan.added.len() as u32)?);
    for id in [5, 13, 6] {
        raw(&mut out, module, id);
    }

    let mut exports = ExportSection::new();
    for export in &module.exports {
        let at = match export.kind {
            wasmparser::ExternalKind::Func => index[&export.index],
            _ => export.index,
        };
        exports.export(export.name, ExportKind::from(export.kind), at);
    }
    exports.export(&format!("{TABLE}0"), ExportKind::Table, 0);
    exports.export(MEMORY, ExportKind::Memory, 0);
    for table in 1..module.table_count() {
        exports.export(&format!("{TABLE}{table}"), ExportKind::Table, table);
    }
    for global in 0..module.global_count() {
        exports.export(&format!("{GLOBAL}{global}"), ExportKind::Global, global);
    }
    out.section(&exports);
    if let Some(start) = module.start {
        out.section(&wasm_encoder::StartSection {
            function_index: index[&start],
        });
    }

    let mut elements = ElementSection::new();
    for (offset, slots) in &module.segments {
        let slots: Vec<u32> = slots.iter().map(|function| index[function]).collect();
        active(&mut elements, *offset, slots);
    }
    let added = plan.added.iter().map(|function| index[function]).collect();
    active(&mut elements, module.table_size()?, added);
    out.section(&elements);
    let (count, data) = data::section(module, |object| !plan.data[object]);
    if let Some(count) = count {
        out.section(&count);
    }

    let mut code = CodeSection::new();
    for function in kept {
        code.raw(&body(module, plan, &index, function)?);
    }
    for &function in &plan.stubs {
        let ty = module.type_of(function);
        let slot = plan.slots[&function] as i32;
        let mut stub = Function::new([]);
        let mut put = stub.instructions();
        for parameter in 0..module.types[ty as usize].params().len() {
            put.local_get(parameter as u32);
        }
        put.i32_const(slot).call(0).call_indirect(0, ty).end();
        code.function(&stub);
    }
    out.section(&code);
    out.section(&data);
    Ok(out.finish())
}

/// The file with the rest.
fn rest(module: &Module, plan: &Plan) -> Result<Vec<u8>, Failure> {
    let mut out = Encoder::new();
    raw(&mut out, module, 1);

    let mut imports = ImportSection::new();
    let mut index = Index::new();
    let mut count = 0;
    for (function, import) in module.imports() {
        if plan.imported[1].contains(&function) {
            imports.import(SCRIPT, &short(function), entity(import.ty)?);
            index.insert(function, count);
            count += 1;
        }
    }
    for &function in &plan.shared {
        let ty = EntityType::Function(module.type_of(function));
        imports.import(SHARED, &plan.slots[&function].to_string(), ty);
        index.insert(function, count);
        count += 1;
    }
    for (table, ty) in module
        .table_types(plan.added.len() as u32)?
        .iter()
        .enumerate()
    {
        imports.import(MODULE, &format!("{TABLE}{table}"), *ty);
    }
    imports.import(MODULE, MEMORY, module.memory_type()?);
    for (global, ty) in module.global_types()?.into_iter().enumerate() {
        imports.import(MODULE, &format!("{GLOBAL}{global}"), ty);
    }
    out.section(&imports);

    let mut functions = FunctionSection::new();
    let later = module.defined().filter(|&f| plan.later[f as usize]);
    for function in later.clone() {
        functions.function(module.type_of(function));
        index.insert(function, count);
        count += 1;
    }
    out.section(&functions);

    // Its slots, as runs.
    let mut filled: Vec<(u32, u32)> = module
        .elements()
        .chain(plan.stubs.iter().map(|f| (plan.slots[f], *f)))
        .filter(|(_, function)| plan.later[*function as usize])
        .collect();
    filled.sort_unstable();
    filled.dedup();
    let mut elements = ElementSection::new();
    for run in filled.chunk_by(|x, y| x.0 + 1 == y.0) {
        let functions = run.iter().map(|(_, function)| index[function]).collect();
        active(&mut elements, run[0].0, functions);
    }
    out.section(&elements);

    let mut code = CodeSection::new();
    for function in later {
        code.raw(&body(module, plan, &index, function)?);
    }
    out.section(&code);
    out.section(&data::section(module, |object| plan.data[object]).1);
    Ok(out.finish())
}

/// A function's body with its calls as they are in the file that has `index`; from the first file to the rest they
/// go by the table.
fn body(module: &Module, plan: &Plan, index: &Index, function: u32) -> Result<Vec<u8>, Failure> {
    let from_first = !plan.later[function as usize];
    called(module, function, index, |opcode, callee| {
        if !from_first || !plan.later[callee as usize] {
            return None;
        }
        let mut put = Function::new([]);
        let slot = plan.slots[&callee] as i32;
        let ty = module.type_of(callee);
        match opcode {
            CALL => put.instructions().i32_const(slot).call_indirect(0, ty),
            RETURN_CALL => put
                .instructions()
                .i32_const(slot)
                .return_call_indirect(0, ty),
            _ => return None,
        };
        // Without the count of locals.
        Some(put.into_raw_body()[1..].to_vec())
    })
}

const CALL: u8 = 0x10;
const RETURN_CALL: u8 = 0x12;
const REF_FUNC: u8 = 0xd2;

/// A function's body in which functions are numbered by `index`, or what `other` gives stands for a call.
fn called(
    module: &Module,
    function: u32,
    index: &Index,
    other: impl Fn(u8, u32) -> Option<Vec<u8>>,
) -> Result<Vec<u8>, Failure> {
    let wasm = module.wasm;
    let reader = &module.bodies[(function - module.imported()) as usize];
    let range = reader.range();
    let mut out = Vec::with_capacity(range.len() + 16);
    let mut copied = range.start;
    let operators = reader.get_operators_reader().context(malformed)?;
    for operator in operators.into_iter_with_offsets() {
        let (operator, at) = operator.context(malformed)?;
        let (opcode, callee) = match operator {
            Operator::Call { function_index } => (CALL, function_index),
            Operator::ReturnCall { function_index } => (RETURN_CALL, function_index),
            Operator::RefFunc { function_index } => (REF_FUNC, function_index),
            _ => continue,
        };
        out.extend(&wasm[copied..at]);
        copied = at + 1 + leb_length(&wasm[at + 1..]);
        match other(opcode, callee) {
            Some(instead) => out.extend(instead),
            None => {
                out.push(opcode);
                leb(&mut out, index[&callee]);
            }
        }
    }
    out.extend(&wasm[copied..range.end]);
    Ok(out)
}

fn leb_length(bytes: &[u8]) -> usize {
    1 + bytes.iter().take_while(|byte| **byte >= 0x80).count()
}

fn leb(out: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// A run of slots in the first table.
fn active(elements: &mut ElementSection, offset: u32, functions: Vec<u32>) {
    if !functions.is_empty() {
        let offset = ConstExpr::i32_const(offset as i32);
        elements.active(None, &offset, Elements::Functions(Cow::Owned(functions)));
    }
}

/// A section as it is, if there is one.
fn raw(out: &mut Encoder, module: &Module, id: u8) {
    if let Some(data) = module.section(id) {
        out.section(&RawSection { id, data });
    }
}

fn entity(ty: wasmparser::TypeRef) -> Result<EntityType, Failure> {
    RoundtripReencoder.entity_type(ty).context(malformed)
}

fn malformed() -> String {
    "read the page's WebAssembly".to_owned()
}

impl Module<'_> {
    /// Whether each function belongs to the rest: all that is not reached from what is exported or has a slot
    /// without going through a function that the rules give to the rest.
    fn later(&self, rules: &Rules) -> Vec<bool> {
        let data = Objects::of(self);
        let mut later = vec![true; self.imported() as usize + self.bodies.len()];
        later[..self.imported() as usize].fill(false);
        let mut open: Vec<u32> = self.referred.iter().copied().chain(self.start).collect();
        let given = |function: u32| {
            function >= self.imported()
                && rules.is_later(self.names.get(&function).map_or("", |name| name.as_str()))
        };
        let stays = |function: u32| {
            function < self.imported() || !given(function) || {
                let name = self.names.get(&function).map_or("", |name| name.as_str());
                let own = rules::is_own(name) || rules.is_later_itself(name);
                let most = if own { SMALL } else { SHARED_SMALL };
                let body = self.bodies[(function - self.imported()) as usize].range();
                body.len() < most && !(own && data.is_named_by(self, function))
            }
        };
        let entries = self.elements().map(|(_, function)| function);
        open.extend(
            entries
                .chain(self.exported())
                .filter(|&function| stays(function)),
        );
        while let Some(function) = open.pop() {
            if !std::mem::take(&mut later[function as usize]) {
                continue;
            }
            let calls = &self.calls[(function - self.imported()) as usize];
            // Of equal functions the compiler keeps one, under the name of any: what another crate's function is
            // called for says nothing where the first file calls it.
            let shared = |function: u32| {
                let name = self.names.get(&function).map_or("", |name| name.as_str());
                !rules::is_own(name) && !rules.is_later_itself(name)
            };
            open.extend(
                calls
                    .iter()
                    .filter(|&&callee| stays(callee) || shared(callee)),
            );
        }
        later
    }

    /// The slots of the first table that hold something, and what.
    fn elements(&self) -> impl Iterator<Item = (u32, u32)> {
        self.segments
            .iter()
            .flat_map(|(offset, functions)| (*offset..).zip(functions.iter().copied()))
    }

    fn exported(&self) -> impl Iterator<Item = u32> {
        let functions = self.exports.iter();
        functions
            .filter(|export| export.kind == wasmparser::ExternalKind::Func)
            .map(|export| export.index)
    }

    fn defined(&self) -> impl Iterator<Item = u32> + Clone {
        self.imported()..self.imported() + self.bodies.len() as u32
    }

    /// Imports, all of them functions, with their indices.
    fn imports(&self) -> impl Iterator<Item = (u32, &wasmparser::Import<'_>)> {
        (0..).zip(&self.imports)
    }

    /// The section of types, and the index of one, which is added if it is missing.
    fn types_with(
        &self,
        params: &[ValType],
        results: &[ValType],
    ) -> Result<(u32, TypeSection), Failure> {
        let mut section = TypeSection::new();
        let mut found = None;
        let wanted = wasm_encoder::FuncType::new(params.to_vec(), results.to_vec());
        for (index, ty) in self.types.iter().enumerate() {
            let ty = RoundtripReencoder
                .func_type(ty.clone())
                .context(malformed)?;
            if ty == wanted {
                found = found.or(Some(index as u32));
            }
            section.ty().func_type(&ty);
        }
        let index = found.unwrap_or_else(|| {
            section.ty().func_type(&wanted);
            self.types.len() as u32
        });
        Ok((index, section))
    }
}

#[cfg(test)]
pub(crate) mod tests;

/// Below so many bytes a function that the rules give to the rest stays, unless it needs data: a stub is as large.
const SMALL: usize = 40;
/// The same for other crates' functions: of equal ones the compiler keeps one, under the name of any type it is for.
const SHARED_SMALL: usize = 250;
