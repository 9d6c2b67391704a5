//! A sparse table: numbers by row and column, found by a short search in the row.

/// Numbers by row and column.
pub struct Sparse {
    /// Where the cells of each row start, and where the last one's end.
    starts: Vec<u32>,
    /// Columns and numbers, each row's sorted by column.
    cells: Vec<(u32, f32)>,
}

impl Sparse {
    /// A table of so many rows from its cells (row, column, number), sorted by row, then column.
    pub fn new(rows: usize, sorted: impl IntoIterator<Item = (u32, u32, f32)>) -> Sparse {
        let mut starts = Vec::with_capacity(rows + 1);
        let mut cells = Vec::new();
        for (row, column, number) in sorted {
            while starts.len() <= row as usize {
                starts.push(cells.len() as u32);
            }
            cells.push((column, number));
        }
        starts.resize(starts.len().max(rows + 1), cells.len() as u32);
        Sparse { starts, cells }
    }

    /// What stands in a cell.
    pub fn get(&self, row: u32, column: u32) -> Option<f32> {
        let at = |row: usize| self.starts.get(row).map(|start| *start as usize);
        let cells = &self.cells[at(row as usize)?..at(row as usize + 1)?];
        let found = cells.binary_search_by_key(&column, |cell| cell.0).ok()?;
        Some(cells[found].1)
    }
}

#[cfg(test)]
mod tests {
    use super::Sparse;

    #[test]
    fn what_was_put_in_is_found_and_nothing_else() {
        let cells = [(1, 0, 0.5), (1, 7, 0.25), (3, 2, 1.0)];
        let table = Sparse::new(5, cells);
        for (row, column, number) in cells {
            assert_eq!(table.get(row, column), Some(number));
        }
        for (row, column) in [(0, 0), (1, 1), (2, 2), (3, 7), (4, 0), (9, 9)] {
            assert_eq!(table.get(row, column), None);
        }
        assert_eq!(Sparse::new(0, []).get(0, 0), None);
    }
}
