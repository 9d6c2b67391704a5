//! A WebAssembly module as far as splitting needs it.

use super::malformed;
use crate::failure::{Context, Failure};
use std::collections::BTreeMap;
use wasm_encoder::reencode::{Reencode as _, RoundtripReencoder};
use wasm_encoder::{EntityType, TableSection};
use wasmparser::{
    ElementItems, ElementKind, Export, FuncType, FunctionBody, GlobalType, Import, KnownCustom,
    MemoryType, Name, Operator, Parser, Payload, TableType, TypeRef,
};

/// What is read of a module.
#[derive(Default)]
pub(super) struct Module<'a> {
    pub(super) wasm: &'a [u8],
    sections: BTreeMap<u8, &'a [u8]>,
    pub(super) types: Vec<FuncType>,
    pub(super) imports: Vec<Import<'a>>,
    /// The type of each function, imported ones first.
    functions: Vec<u32>,
    tables: Vec<TableType>,
    memories: Vec<MemoryType>,
    globals: Vec<GlobalType>,
    pub(super) exports: Vec<Export<'a>>,
    pub(super) start: Option<u32>,
    /// The first slot and the functions of each segment of the first table.
    pub(super) segments: Vec<(u32, Vec<u32>)>,
    /// The address and the bytes of each segment of data.
    pub(super) data: Vec<(u32, &'a [u8])>,
    pub(super) bodies: Vec<FunctionBody<'a>>,
    /// What each body calls, in order of index, each once.
    pub(super) calls: Vec<Vec<u32>>,
    /// Functions that code takes the address of.
    pub(super) referred: Vec<u32>,
    pub(super) names: BTreeMap<u32, String>,
}

impl<'a> Module<'a> {
    /// Reads a module; fails for one that has what this program's modules never have.
    pub(super) fn read(wasm: &'a [u8]) -> Result<Module<'a>, Failure> {
        let mut module = Module {
            wasm,
            ..Module::default()
        };
        for payload in Parser::new(0).parse_all(wasm) {
            let payload = payload.context(malformed)?;
            if let Some((id, range)) = payload.as_section() {
                module.sections.insert(id, &wasm[range]);
            }
            module.take(payload)?;
        }
        if module
            .imports
            .iter()
            .any(|import| !matches!(import.ty, TypeRef::Func(_)))
        {
            return unexpected("it imports other things than functions");
        }
        if module.memories.len() != 1 {
            return unexpected("it has not one memory");
        }
        Ok(module)
    }

    fn take(&mut self, payload: Payload<'a>) -> Result<(), Failure> {
        match payload {
            Payload::TypeSection(types) => {
                for ty in types.into_iter_err_on_gc_types() {
                    self.types.push(ty.context(malformed)?);
                }
            }
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    let import = import.context(malformed)?;
                    if let TypeRef::Func(ty) = import.ty {
                        self.functions.push(ty);
                    }
                    self.imports.push(import);
                }
            }
            Payload::FunctionSection(functions) => {
                for ty in functions {
                    self.functions.push(ty.context(malformed)?);
                }
            }
            Payload::TableSection(tables) => {
                for table in tables {
                    self.tables.push(table.context(malformed)?.ty);
                }
            }
            Payload::MemorySection(memories) => {
                for memory in memories {
                    self.memories.push(memory.context(malformed)?);
                }
            }
            Payload::GlobalSection(globals) => {
                for global in globals {
                    self.globals.push(global.context(malformed)?.ty);
                }
            }
            Payload::ExportSection(exports) => {
                for export in exports {
                    self.exports.push(export.context(malformed)?);
                }
            }
            Payload::StartSection { func, .. } => self.start = Some(func),
            Payload::ElementSection(segments) => {
                for segment in segments {
                    self.segment(segment.context(malformed)?)?;
                }
            }
            Payload::DataSection(segments) => {
                for segment in segments {
                    let segment = segment.context(malformed)?;
                    let wasmparser::DataKind::Active { offset_expr, .. } = segment.kind else {
                        return unexpected("a segment of data is not put in place at the start");
                    };
                    self.data.push((constant(&offset_expr)?, segment.data));
                }
            }
            Payload::CodeSectionEntry(body) => {
                let mut calls = Vec::new();
                for operator in body.get_operators_reader().context(malformed)? {
                    match operator.context(malformed)? {
                        Operator::Call { function_index }
                        | Operator::ReturnCall { function_index } => calls.push(function_index),
                        Operator::RefFunc { function_index } => self.referred.push(function_index),
                        _ => {}
                    }
                }
                calls.sort_unstable();
                calls.dedup();
                self.calls.push(calls);
                self.bodies.push(body);
            }
            Payload::CustomSection(custom) => {
                if let KnownCustom::Name(names) = custom.as_known() {
                    for part in names {
                        if let Name::Function(names) = part.context(malformed)? {
                            for name in names {
                                let name = name.context(malformed)?;
                                self.names.insert(name.index, name.name.to_owned());
                            }
                        }
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn segment(&mut self, segment: wasmparser::Element<'a>) -> Result<(), Failure> {
        let ElementKind::Active {
            table_index: None | Some(0),
            offset_expr,
        } = segment.kind
        else {
            return unexpected("a segment of elements is not of the first table");
        };
        let start = constant(&offset_expr)?;
        let ElementItems::Functions(functions) = segment.items else {
            return unexpected("a segment of elements has no functions");
        };
        let functions: Result<Vec<u32>, _> = functions.into_iter().collect();
        self.segments.push((start, functions.context(malformed)?));
        Ok(())
    }

    /// A section's bytes.
    pub(super) fn section(&self, id: u8) -> Option<&'a [u8]> {
        self.sections.get(&id).copied()
    }

    /// How many functions are imported.
    pub(super) fn imported(&self) -> u32 {
        self.imports.len() as u32
    }

    /// The type of a function.
    pub(super) fn type_of(&self, function: u32) -> u32 {
        self.functions[function as usize]
    }

    pub(super) fn table_count(&self) -> u32 {
        self.tables.len() as u32
    }

    pub(super) fn global_count(&self) -> u32 {
        self.globals.len() as u32
    }

    /// How many slots the first table has.
    pub(super) fn table_size(&self) -> Result<u32, Failure> {
        match self.tables.first() {
            Some(table) => Ok(table.initial as u32),
            None => unexpected("it has no table"),
        }
    }

    /// The tables' types, the first one with so many more slots.
    fn enlarged(&self, more: u32) -> Vec<TableType> {
        let mut tables = self.tables.clone();
        if let Some(table) = tables.first_mut() {
            table.initial += u64::from(more);
            table.maximum = table.maximum.map(|maximum| maximum + u64::from(more));
        }
        tables
    }

    /// The section of tables.
    pub(super) fn tables(&self, more: u32) -> Result<TableSection, Failure> {
        let mut section = TableSection::new();
        for table in self.enlarged(more) {
            section.table(RoundtripReencoder.table_type(table).context(malformed)?);
        }
        Ok(section)
    }

    pub(super) fn table_types(&self, more: u32) -> Result<Vec<EntityType>, Failure> {
        let tables = self.enlarged(more).into_iter();
        tables.map(|table| entity(TypeRef::Table(table))).collect()
    }

    pub(super) fn memory_type(&self) -> Result<EntityType, Failure> {
        entity(TypeRef::Memory(self.memories[0]))
    }

    pub(super) fn global_types(&self) -> Result<Vec<EntityType>, Failure> {
        let globals = self.globals.iter();
        globals.map(|ty| entity(TypeRef::Global(*ty))).collect()
    }
}

fn entity(ty: TypeRef) -> Result<EntityType, Failure> {
    super::entity(ty)
}

/// The number where a segment begins.
fn constant(expression: &wasmparser::ConstExpr) -> Result<u32, Failure> {
    let mut operators = expression.get_operators_reader();
    match operators.read().context(malformed)? {
        Operator::I32Const { value } => Ok(value as u32),
        _ => unexpected("a segment begins at no number"),
    }
}

fn unexpected<T>(what: &str) -> Result<T, Failure> {
    Err(Failure::new(format!(
        "the page's WebAssembly cannot be split: {what}"
    )))
}
