//! Export formats, one file each. [`Format`] names them all.

#[cfg(feature = "exchange")]
pub mod annotation;
#[cfg(feature = "exchange")]
pub mod csv;
pub mod escape;
#[cfg(feature = "exchange")]
pub mod ftm;
#[cfg(feature = "exchange")]
pub mod geojson;
#[cfg(feature = "exchange")]
pub mod graph;
#[cfg(feature = "exchange")]
pub mod json;
#[cfg(feature = "exchange")]
pub mod markdown;
#[cfg(feature = "exchange")]
pub mod network;
#[cfg(feature = "exchange")]
pub mod report;
#[cfg(feature = "exchange")]
pub mod schema_org;
pub mod text;

#[cfg(feature = "exchange")]
pub use format::Format;

#[cfg(feature = "exchange")]
mod format {
    //! The formats by name.

    use crate::analysis::Analysis;

    /// A format to export to.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum Format {
        Json,
        Text,
        CsvConnections,
        CsvClaims,
        CsvComparisons,
        CsvEdges,
        Gexf,
        GraphMl,
        GeoJson,
        Annotations,
        Ftm,
        SchemaOrg,
        Markdown,
        Report,
    }

    impl Format {
        /// All, in the order of their documentation.
        pub const ALL: [Format; 14] = [
            Format::Json,
            Format::Text,
            Format::CsvConnections,
            Format::CsvClaims,
            Format::CsvComparisons,
            Format::CsvEdges,
            Format::Gexf,
            Format::GraphMl,
            Format::GeoJson,
            Format::Annotations,
            Format::Ftm,
            Format::SchemaOrg,
            Format::Markdown,
            Format::Report,
        ];

        /// Its name on the command line.
        pub const fn name(self) -> &'static str {
            self.facts().0
        }

        /// A name for a file of it.
        pub const fn file_name(self) -> &'static str {
            self.facts().1
        }

        /// Its media type.
        pub const fn media_type(self) -> &'static str {
            self.facts().2
        }

        /// The format of a name.
        pub fn parse(name: &str) -> Option<Format> {
            Format::ALL.into_iter().find(|f| f.name() == name)
        }

        const fn facts(self) -> (&'static str, &'static str, &'static str) {
            match self {
                Format::Json => ("json", "crossread.json", "application/json"),
                Format::Text => ("text", "crossread.txt", "text/plain"),
                Format::CsvConnections => ("csv-connections", "connections.csv", "text/csv"),
                Format::CsvClaims => ("csv-claims", "claims.csv", "text/csv"),
                Format::CsvComparisons => ("csv-comparisons", "comparisons.csv", "text/csv"),
                Format::CsvEdges => ("csv-edges", "edges.csv", "text/csv"),
                Format::Gexf => ("gexf", "connections.gexf", "application/gexf+xml"),
                Format::GraphMl => ("graphml", "connections.graphml", "application/graphml+xml"),
                Format::GeoJson => ("geojson", "connections.geojson", "application/geo+json"),
                Format::Annotations => (
                    "annotations",
                    "annotations.jsonld",
                    "application/ld+json;profile=\"http://www.w3.org/ns/anno.jsonld\"",
                ),
                Format::Ftm => ("ftm", "crossread.ftm.json", "application/x-ndjson"),
                Format::SchemaOrg => ("schema-org", "claims.jsonld", "application/ld+json"),
                Format::Markdown => ("markdown", "report.md", "text/markdown"),
                Format::Report => ("report", "report.html", "text/html"),
            }
        }

        /// The analysis in this format. `language` (BCP 47) is that of labels and summaries in
        /// formats for people, where the tables have it.
        pub fn write(self, analysis: &Analysis, language: &str) -> String {
            match self {
                Format::Json => super::json::to_text(analysis),
                Format::Text => super::text::to_text(analysis),
                Format::CsvConnections => super::csv::connections(analysis),
                Format::CsvClaims => super::csv::claims(analysis),
                Format::CsvComparisons => super::csv::comparisons(analysis, language),
                Format::CsvEdges => super::csv::edges(analysis, &super::graph::edges(analysis)),
                Format::Gexf => super::network::to_gexf(analysis),
                Format::GraphMl => super::network::to_graphml(analysis),
                Format::GeoJson => super::geojson::to_geojson(analysis),
                Format::Annotations => super::annotation::to_annotations(analysis),
                Format::Ftm => super::ftm::to_ftm(analysis),
                Format::SchemaOrg => super::schema_org::to_schema_org(analysis, language),
                Format::Markdown => {
                    let words = super::markdown::Words::of(language);
                    super::markdown::to_markdown(analysis, language, &words)
                }
                Format::Report => {
                    let words = super::markdown::Words::of(language);
                    super::report::to_report(analysis, language, &words)
                }
            }
        }
    }
}
