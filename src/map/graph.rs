//! What is drawn: nodes, edges and sources, as plain data of the map's own.
//!
//! A [`Graph`] is sorted and checked when it is made, so everything that follows from it is the same for
//! the same input, in whatever order it came.

use crate::order::Order as _;
use crate::sorted::{Map, Set};

/// What a node is; drawn as circle (person, group), square (organization) or diamond (place).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NodeKind {
    Person,
    Organization,
    Place,
    Group,
}

impl NodeKind {
    /// The word for it in class names.
    pub fn word(self) -> &'static str {
        match self {
            NodeKind::Person => "person",
            NodeKind::Organization => "organization",
            NodeKind::Place => "place",
            NodeKind::Group => "group",
        }
    }
}

/// On which side of the story a node belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    Libya,
    Russia,
    Other,
}

/// How precisely a node's place is stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    City,
    Country,
    Region,
    Unplaced,
}

impl Precision {
    pub fn word(self) -> &'static str {
        match self {
            Precision::City => "city",
            Precision::Country => "country",
            Precision::Region => "region",
            Precision::Unplaced => "unplaced",
        }
    }
}

/// A place on the earth, in degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Location {
    pub latitude: f64,
    pub longitude: f64,
}

/// A person, organization, place or group.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    pub id: String,
    /// The name as the reader should see it.
    pub label: String,
    pub kind: NodeKind,
    pub side: Side,
    pub location: Option<Location>,
    pub precision: Precision,
    /// Number of sources that name it.
    pub sources: usize,
    /// Number of connections it has (also those that a filter hides).
    pub connections: usize,
}

/// What the comparison says of a connection, the gravest last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    Alone,
    Agree,
    Differ,
    Contradict,
}

impl Relation {
    pub fn word(self) -> &'static str {
        match self {
            Relation::Alone => "alone",
            Relation::Agree => "agree",
            Relation::Differ => "differ",
            Relation::Contradict => "contradict",
        }
    }

    /// True where articles part.
    pub fn is_dispute(self) -> bool {
        matches!(self, Relation::Differ | Relation::Contradict)
    }
}

/// How certain a source puts it, the firmest last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certainty {
    Possible,
    Probable,
    Certain,
}

impl Certainty {
    pub fn word(self) -> &'static str {
        match self {
            Certainty::Possible => "possible",
            Certainty::Probable => "probable",
            Certainty::Certain => "certain",
        }
    }
}

/// What one source says of a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Strand {
    /// Index into [`Graph::sources`].
    pub source: usize,
    pub certainty: Certainty,
    pub denied: bool,
}

/// A connection between two nodes.
#[derive(Clone, Debug, PartialEq)]
pub struct Edge {
    pub id: String,
    /// Node ids of its two ends; a directed one goes from `a` to `b`.
    pub a: String,
    pub b: String,
    /// Type id («meet», «supply-arms»); also the order of lines within a pair.
    pub kind: String,
    /// The type as the reader should see it, a word or two.
    pub label: String,
    pub directed: bool,
    pub relation: Relation,
    /// Where it is said to have happened: a node id or a name; ends of a fork share it.
    pub place: Option<String>,
    /// The comparison that makes it a dispute; where both edges of a fork have one, they must be the same.
    pub dispute: Option<String>,
    /// One entry a source, at least one; more than one entry of a source are merged.
    pub strands: Vec<Strand>,
}

/// A source of evidence: one article, or one agency text with its reprints.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    pub id: String,
    /// The letter or short sign that stands in its mark («A»).
    pub letter: String,
    pub name: String,
}

/// The whole: nodes and edges by id, sources in the order given.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Graph {
    nodes: Vec<Node>,
    edges: Vec<Edge>,
    sources: Vec<Source>,
    ends: Vec<(usize, usize)>,
}

impl Graph {
    /// Sorts and checks.
    ///
    /// Of two nodes or edges with one id the first in the order of all fields' text stays. Edges whose ends
    /// are missing or the same, or which have no strand of a known source, are left out.
    pub fn new(mut nodes: Vec<Node>, mut edges: Vec<Edge>, sources: Vec<Source>) -> Graph {
        nodes.order_by(|x, y| x.id.cmp(&y.id).then_with(|| x.label.cmp(&y.label)));
        nodes.dedup_by(|x, y| x.id == y.id);
        for node in &mut nodes {
            let finite = |l: &Location| l.latitude.is_finite() && l.longitude.is_finite();
            node.location = node.location.filter(finite);
        }
        let index: Map<&str, usize> = nodes
            .iter()
            .enumerate()
            .map(|(i, n)| (n.id.as_str(), i))
            .collect();
        for edge in &mut edges {
            edge.strands.retain(|s| s.source < sources.len());
            edge.strands.order_by(|x, y| {
                x.source
                    .cmp(&y.source)
                    .then(y.certainty.cmp(&x.certainty))
                    .then(x.denied.cmp(&y.denied))
            });
            edge.strands.dedup_by_key(|s| s.source);
        }
        edges.order_by(|x, y| {
            x.id.cmp(&y.id)
                .then_with(|| (&x.a, &x.b, &x.kind).cmp(&(&y.a, &y.b, &y.kind)))
        });
        edges.dedup_by(|x, y| x.id == y.id);
        let mut ends = Vec::new();
        edges.retain(
            |e| match (index.get(e.a.as_str()), index.get(e.b.as_str())) {
                (Some(&a), Some(&b)) if a != b && !e.strands.is_empty() => {
                    ends.push((a, b));
                    true
                }
                _ => false,
            },
        );
        Graph {
            nodes,
            edges,
            sources,
            ends,
        }
    }

    /// By id.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// By id.
    pub fn edges(&self) -> &[Edge] {
        &self.edges
    }

    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// Node indices of an edge's ends.
    pub fn ends(&self, edge: usize) -> (usize, usize) {
        self.ends[edge]
    }

    /// The index of a node's id.
    pub fn node_index(&self, id: &str) -> Option<usize> {
        self.nodes.binary_search_by(|n| n.id.as_str().cmp(id)).ok()
    }

    /// The index of an edge's id.
    pub fn edge_index(&self, id: &str) -> Option<usize> {
        self.edges.binary_search_by(|e| e.id.as_str().cmp(id)).ok()
    }

    /// Number of edges of each node in this graph.
    pub fn degrees(&self) -> Vec<usize> {
        let mut degrees = vec![0; self.nodes.len()];
        for &(a, b) in &self.ends {
            degrees[a] += 1;
            degrees[b] += 1;
        }
        degrees
    }

    /// The other ends of each node's edges, sorted, each once.
    pub fn neighbours(&self) -> Vec<Set<usize>> {
        let mut sets = vec![Set::new(); self.nodes.len()];
        for &(a, b) in &self.ends {
            sets[a].insert(b);
            sets[b].insert(a);
        }
        sets
    }

    /// Edges by unordered pair of ends, each list in the order of kind, then id.
    pub fn pairs(&self) -> Map<(usize, usize), Vec<usize>> {
        let ends = self.ends.iter().enumerate();
        let mut all: Vec<((usize, usize), usize)> =
            ends.map(|(i, &(a, b))| ((a.min(b), a.max(b)), i)).collect();
        // In order, so that each is put at the end.
        all.order();
        let mut pairs: Map<(usize, usize), Vec<usize>> = Map::new();
        for (pair, i) in all {
            pairs.or_default(pair).push(i);
        }
        for list in pairs.values_mut() {
            list.order_by(|&x, &y| {
                (&self.edges[x].kind, &self.edges[x].id)
                    .cmp(&(&self.edges[y].kind, &self.edges[y].id))
            });
        }
        pairs
    }

    /// The order in which nodes get their room: most sources, most connections, name, id.
    pub fn priority(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.nodes.len()).collect();
        order.order_by(|&x, &y| {
            let (m, n) = (&self.nodes[x], &self.nodes[y]);
            (n.sources, n.connections)
                .cmp(&(m.sources, m.connections))
                .then_with(|| (&m.label, &m.id).cmp(&(&n.label, &n.id)))
        });
        order
    }
}
