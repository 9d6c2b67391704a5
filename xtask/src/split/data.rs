//! Which data the rest brings: what nothing that stays in the first file refers to.
//!
//! The linker leaves each static, constant and text of the program a segment of its own (build.rs), so that a segment
//! is an object with its bounds. One stays in the first file if a number in one of its functions, the offset of a
//! load or store, or a word in another object that stays points into it. So does one that nothing at all points to:
//! the compiler may reckon from before its start.
//!
//! The places in the source that panics tell (`core::panic::Location`) go with the rest although the first file's
//! functions have their addresses: nothing reads them before the rest, where panics are put in words, is there.

use super::malformed;
use super::module::Module;
use crate::failure::{Context, Failure};
use wasm_encoder::{ConstExpr, DataCountSection, DataSection};
use wasmparser::Operator;

/// Whether each object, in the order of the module's segments, goes with the rest.
pub(super) fn later(module: &Module, later: &[bool]) -> Result<Vec<bool>, Failure> {
    let objects = Objects::of(module);
    let mut goes = vec![true; module.data.len()];
    let mut pointed = vec![false; module.data.len()];
    let mut open = Vec::new();
    for function in module.defined() {
        for at in addresses(module, function)? {
            if let Some(object) = objects.at(at) {
                pointed[object] = true;
                if !later[function as usize] && !objects.is_location(object) {
                    open.push(object);
                }
            }
        }
    }
    for object in 0..module.data.len() {
        for other in objects.pointed_by(object) {
            pointed[other] |= other != object;
        }
    }
    open.extend((0..module.data.len()).filter(|&object| !pointed[object]));
    while let Some(object) = open.pop() {
        if std::mem::take(&mut goes[object]) {
            open.extend(objects.pointed_by(object));
        }
    }
    Ok(goes)
}

/// The section of data with the objects that are wanted, and before it that of its count if the module has one.
/// Neighbours become one segment.
pub(super) fn section(
    module: &Module,
    wanted: impl Fn(usize) -> bool,
) -> (Option<DataCountSection>, DataSection) {
    let mut runs: Vec<(u32, Vec<u8>)> = Vec::new();
    let mut neighbour = false;
    for &object in &Objects::of(module).sorted {
        let (start, bytes) = module.data[object];
        // What aligns an object stands between it and its neighbour.
        match runs.last_mut() {
            Some((from, run))
                if wanted(object) && neighbour && start - *from - run.len() as u32 <= ALIGNED =>
            {
                run.resize((start - *from) as usize, 0);
                run.extend(bytes);
            }
            _ if wanted(object) => runs.push((start, bytes.to_vec())),
            _ => {}
        }
        neighbour = wanted(object);
    }
    let mut out = DataSection::new();
    for (start, run) in runs {
        out.active(0, &ConstExpr::i32_const(start as i32), run);
    }
    let count = module
        .section(12)
        .map(|_| DataCountSection { count: out.len() });
    (count, out)
}

/// So many bytes at most are put between neighbours; the head of a segment takes about as many.
const ALIGNED: u32 = 8;

/// Where a function may point to: its numbers, the offsets of its loads and stores, and those with the number before.
fn addresses(module: &Module, function: u32) -> Result<Vec<u32>, Failure> {
    let body = &module.bodies[(function - module.imported()) as usize];
    let mut found = Vec::new();
    let mut before = None;
    for operator in body.get_operators_reader().context(malformed)? {
        let operator = operator.context(malformed)?;
        let number = match operator {
            Operator::I32Const { value } => Some(value as u32),
            Operator::I64Const { value } => {
                // Two words at once.
                found.extend([value as u32, (value >> 32) as u32]);
                None
            }
            _ => None,
        };
        found.extend(number);
        if let Some(offset) = offset(&operator) {
            found.push(offset);
            found.extend(before.map(|base: u32| base.wrapping_add(offset)));
        }
        before = number;
    }
    Ok(found)
}

/// What an operator that loads or stores adds to its address.
fn offset(operator: &Operator) -> Option<u32> {
    use Operator as O;
    match operator {
        O::I32Load { memarg }
        | O::I64Load { memarg }
        | O::F32Load { memarg }
        | O::F64Load { memarg }
        | O::I32Load8S { memarg }
        | O::I32Load8U { memarg }
        | O::I32Load16S { memarg }
        | O::I32Load16U { memarg }
        | O::I64Load8S { memarg }
        | O::I64Load8U { memarg }
        | O::I64Load16S { memarg }
        | O::I64Load16U { memarg }
        | O::I64Load32S { memarg }
        | O::I64Load32U { memarg }
        | O::I32Store { memarg }
        | O::I64Store { memarg }
        | O::F32Store { memarg }
        | O::F64Store { memarg }
        | O::I32Store8 { memarg }
        | O::I32Store16 { memarg }
        | O::I64Store8 { memarg }
        | O::I64Store16 { memarg }
        | O::I64Store32 { memarg }
        | O::V128Load { memarg }
        | O::V128Store { memarg }
        | O::V128Load8Splat { memarg }
        | O::V128Load16Splat { memarg }
        | O::V128Load32Splat { memarg }
        | O::V128Load64Splat { memarg }
        | O::V128Load32Zero { memarg }
        | O::V128Load64Zero { memarg } => Some(memarg.offset as u32),
        _ => None,
    }
}

/// The module's segments by their addresses.
pub(super) struct Objects<'a> {
    data: &'a [(u32, &'a [u8])],
    /// Segments in the order of their addresses.
    sorted: Vec<usize>,
}

impl<'a> Objects<'a> {
    pub(super) fn of(module: &'a Module) -> Objects<'a> {
        let mut sorted: Vec<usize> = (0..module.data.len()).collect();
        sorted.sort_by_key(|&object| module.data[object].0);
        Objects {
            data: &module.data,
            sorted,
        }
    }

    /// The object that an address is in.
    fn at(&self, address: u32) -> Option<usize> {
        let after = self
            .sorted
            .partition_point(|&object| self.data[object].0 <= address);
        let object = self.sorted[after.checked_sub(1)?];
        let (start, bytes) = self.data[object];
        ((address - start) < bytes.len() as u32).then_some(object)
    }

    /// Whether a function points to an object.
    pub(super) fn is_named_by(&self, module: &Module, function: u32) -> bool {
        let named = addresses(module, function);
        named.is_ok_and(|named| named.into_iter().any(|at| self.at(at).is_some()))
    }

    /// The objects that an object's words may point to.
    fn pointed_by(&self, object: usize) -> impl Iterator<Item = usize> {
        let (start, bytes) = self.data[object];
        // What holds an address is aligned and as long as a word is; other bytes may only look like one.
        let holds = start.is_multiple_of(4) && bytes.len().is_multiple_of(4);
        let words = if holds { bytes } else { &[] }.chunks_exact(4);
        words.filter_map(|word| self.at(u32::from_le_bytes(word.try_into().ok()?)))
    }

    /// Whether an object is a place in the source: a path and its length, a line, a column.
    fn is_location(&self, object: usize) -> bool {
        let (_, bytes) = self.data[object];
        let word = |at: usize| {
            let word = bytes.get(4 * at..4 * at + 4)?;
            Some(u32::from_le_bytes(word.try_into().ok()?))
        };
        let path = word(0)
            .and_then(|at| self.at(at))
            .map(|path| self.data[path].1);
        let number = |at, most| word(at).is_some_and(|word| (1..most).contains(&word));
        bytes.len() == 16
            && path.is_some_and(|path| path.ends_with(b".rs"))
            && number(2, 100_000)
            && number(3, 1_000)
    }
}
