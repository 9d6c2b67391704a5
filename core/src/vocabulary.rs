//! The fixed words of crossread: kinds, certainty, polarity, topics, connection types, relations.
//! Their spelling here is their spelling in the format `crossread/1`.

use serde::{Deserialize, Serialize};

macro_rules! vocabulary {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name { $($(#[$vmeta])* #[serde(rename = $word)] $variant,)+ }

        impl $name {
            /// All words, in their usual order.
            pub const ALL: &[$name] = &[$($name::$variant,)+];

            /// The word as written in `crossread/1`.
            pub const fn as_str(self) -> &'static str {
                match self { $($name::$variant => $word,)+ }
            }

            /// The value of a word, if it is one.
            pub fn parse(word: &str) -> Option<Self> {
                match word { $($word => Some($name::$variant),)+ _ => None }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

vocabulary! {
    /// What sort of thing an entity is.
    Kind { Person = "person", Organization = "organization", Place = "place", Group = "group", }
}
vocabulary! {
    /// How a mention refers to its entity.
    Form { Name = "name", Nominal = "nominal", Pronoun = "pronoun", }
}
vocabulary! {
    /// FactBank's degrees of factuality, CT, PR and PS (Saurí and Pustejovsky 2009), weakest last.
    Certainty { Certain = "certain", Probable = "probable", Possible = "possible", }
}
vocabulary! {
    /// Whether a statement affirms or denies.
    Polarity { Affirmed = "affirmed", Denied = "denied", }
}
vocabulary! {
    /// What a claim is about.
    Topic {
        MilitaryCooperation = "military-cooperation", Arms = "arms", Training = "training",
        Diplomacy = "diplomacy", EconomyEnergy = "economy-energy", Reconstruction = "reconstruction",
        Stability = "stability", CounterTerrorism = "counter-terrorism",
        WesternInfluence = "western-influence", Sanctions = "sanctions", Base = "base",
        Visit = "visit", ElectionPolitics = "election-politics", Humanitarian = "humanitarian",
    }
}
vocabulary! {
    /// Types of connection. Their PLOVER codes and labels stand in `core/data/types.tsv`.
    ConnectionType {
        Meet = "meet", Negotiate = "negotiate", Mediate = "mediate", Visit = "visit",
        CooperateMilitary = "cooperate-military", CooperateEconomic = "cooperate-economic",
        CooperateDiplomatic = "cooperate-diplomatic", SupplyArms = "supply-arms", Train = "train",
        DeployForces = "deploy-forces", BaseAccess = "base-access", Support = "support",
        Praise = "praise", Thank = "thank", RequestAid = "request-aid", Invest = "invest",
        Oppose = "oppose", Sanction = "sanction", Attack = "attack",
        Lead = "lead/represent", MemberOf = "member-of", LocatedIn = "located-in",
    }
}
vocabulary! {
    /// How the claims of a comparison stand to each other.
    Relation {
        Contradicts = "contradicts", DiffersInDetail = "differs-in-detail",
        Corroborates = "corroborates", OnlyHere = "only-here",
    }
}

impl ConnectionType {
    /// Whether it holds for a time (a post, a membership, a place) rather than happens.
    pub const fn is_state(self) -> bool {
        matches!(
            self,
            ConnectionType::Lead | ConnectionType::MemberOf | ConnectionType::LocatedIn
        )
    }

    /// Whether the two ends are interchangeable.
    pub const fn symmetric(self) -> bool {
        matches!(
            self,
            ConnectionType::Meet
                | ConnectionType::Negotiate
                | ConnectionType::CooperateMilitary
                | ConnectionType::CooperateEconomic
                | ConnectionType::CooperateDiplomatic
        )
    }
}
