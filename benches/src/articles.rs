//! Made-up articles for measuring: sentences from templates, with names from the project's tables and from nowhere.

use crossread::corpus::Document;
use crossread::data::{Known, Source, data};
use crossread::vocabulary::Kind;
use crossread_browser_tests::serde_json::{Value, json};

/// Languages with templates.
pub const LANGUAGES: [&str; 2] = ["en", "it"];

/// Articles of 8 to 24 sentences in paragraphs; the same count gives the same articles.
pub fn articles(count: usize, language: &str) -> Vec<Document> {
    let writer = Writer::new(language);
    (0..count).map(|i| writer.article(i)).collect()
}

/// Articles that together have at least so many bytes of text.
pub fn articles_of(bytes: usize, language: &str) -> Vec<Document> {
    let writer = Writer::new(language);
    let mut length = 0;
    let mut out = Vec::new();
    while length < bytes {
        let article = writer.article(out.len());
        length += article.body.len();
        out.push(article);
    }
    out
}

/// Numbers that look like chance (SplitMix64, Steele and others 2014).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }
    fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }
    fn of<'a, T: AsRef<str>>(&mut self, list: &'a [T]) -> &'a str {
        list[self.below(list.len())].as_ref()
    }
}

struct Writer {
    language: &'static str,
    templates: &'static [&'static str],
    topics: &'static [&'static str],
    months: &'static [&'static str],
    people: Vec<String>,
    organizations: Vec<String>,
    places: Vec<String>,
    countries: Vec<String>,
}

impl Writer {
    fn new(language: &str) -> Self {
        let italian = language == "it";
        let language = if italian { "it" } else { "en" };
        let names = |choose: &dyn Fn(&Known) -> bool| -> Vec<String> {
            let chosen = data().known.iter().filter(|k| choose(k));
            chosen.map(|k| k.name(language).to_owned()).collect()
        };
        let mut people = names(&|k| k.kind == Kind::Person);
        // As many whom no table knows.
        let mut chance = Chance(7);
        for _ in 0..people.len() {
            people.push(format!(
                "{} {}{}",
                chance.of(&GIVEN),
                chance.of(&BEGINNINGS),
                chance.of(&ENDINGS)
            ));
        }
        Writer {
            language,
            templates: if italian { &ITALIAN } else { &ENGLISH },
            topics: if italian { &TEMI } else { &TOPICS },
            months: if italian { &MESI } else { &MONTHS },
            people,
            organizations: names(&|k| k.kind == Kind::Organization && k.source == Source::Actors),
            places: names(&|k| {
                k.kind == Kind::Place && k.source != Source::Countries && k.population > 200_000
            }),
            countries: names(&|k| k.source == Source::Countries),
        }
    }

    fn article(&self, index: usize) -> Document {
        let mut chance = Chance(index as u64 * 1_000_003 + 11);
        let mut body = String::new();
        for sentence in 0..8 + chance.below(17) {
            if sentence > 0 {
                body.push_str(if sentence % 4 == 0 { "\n\n" } else { " " });
            }
            let template = chance.of(self.templates);
            self.fill(template, &mut chance, &mut body);
        }
        Document {
            id: format!("{}-{index}", self.language),
            language: self.language.into(),
            title: Some(format!("{} {index}", chance.of(self.topics))),
            outlet: Some(format!("Outlet {}", index % 40)),
            date: Some(format!("2025-{:02}-{:02}", 1 + index % 12, 1 + index % 28)),
            body,
            ..Document::default()
        }
    }

    /// Fills in `P` person, `O` organization, `L` place, `C` country, `T` topic, `D` date and `N` number.
    fn fill(&self, template: &str, chance: &mut Chance, out: &mut String) {
        let mut rest = template;
        while let Some(at) = rest.find('{') {
            out.push_str(&rest[..at]);
            match rest.as_bytes().get(at + 1) {
                Some(b'P') => out.push_str(chance.of(&self.people)),
                Some(b'O') => out.push_str(chance.of(&self.organizations)),
                Some(b'L') => out.push_str(chance.of(&self.places)),
                Some(b'C') => out.push_str(chance.of(&self.countries)),
                Some(b'T') => out.push_str(chance.of(self.topics)),
                Some(b'D') => {
                    out.push_str(&format!(
                        "{} {}",
                        1 + chance.below(28),
                        chance.of(self.months)
                    ));
                }
                _ => out.push_str(&(2 + chance.below(900)).to_string()),
            }
            rest = rest.get(at + 3..).unwrap_or_default();
        }
        out.push_str(rest);
    }
}

const GIVEN: [&str; 16] = [
    "Marko", "Salem", "Irina", "Giulia", "Tarek", "Olga", "Peter", "Amina", "Luca", "Nadia",
    "Viktor", "Hassan", "Elena", "Karim", "Anna", "Yusuf",
];
const BEGINNINGS: [&str; 20] = [
    "Bar", "Dor", "Fal", "Gan", "Kor", "Lem", "Mar", "Nov", "Pal", "Ras", "Sal", "Tem", "Var",
    "Zan", "Bel", "Cor", "Der", "Fer", "Gol", "Har",
];
const ENDINGS: [&str; 16] = [
    "etti", "ov", "enko", "awi", "ani", "ini", "er", "son", "ucci", "adze", "escu", "ard", "oumi",
    "ski", "elli", "man",
];
const MONTHS: [&str; 6] = ["January", "March", "May", "July", "September", "November"];
const MESI: [&str; 6] = [
    "gennaio",
    "marzo",
    "maggio",
    "luglio",
    "settembre",
    "novembre",
];
const TOPICS: [&str; 12] = [
    "military cooperation",
    "the supply of weapons",
    "oil exports",
    "the training of officers",
    "elections",
    "reconstruction",
    "migration",
    "the port",
    "gas pipelines",
    "counter-terrorism",
    "sanctions",
    "a ceasefire",
];
const TEMI: [&str; 12] = [
    "cooperazione militare",
    "forniture di armi",
    "esportazioni di petrolio",
    "addestramento degli ufficiali",
    "elezioni",
    "ricostruzione",
    "migrazioni",
    "infrastrutture portuali",
    "gasdotti",
    "lotta al terrorismo",
    "sanzioni",
    "cessate il fuoco",
];
const ENGLISH: [&str; 24] = [
    "{P} met {P} in {L} on {D} to discuss {T}.",
    "The talks between {P} and the foreign minister of {C} focused on {T}, two officials said.",
    "“We agreed on {T}, and we will go on,” {P} told reporters in {L}.",
    "{O} denied on {D} that it had sent {N} fighters to {C}.",
    "According to {P}, {C} could supply {T} to {O} before the end of the year.",
    "Analysts believe that {T} will decide the future of {L}.",
    "{P}, who leads {O}, arrived in {L} with a delegation of {N} people.",
    "{C} has not confirmed the visit, which sources close to {P} described as private.",
    "The government of {C} said it would not recognise the agreement signed by {P}.",
    "In {L}, residents said they had seen about {N} vehicles near the airport.",
    "{P} praised the role of {O} and called for closer ties with {C}.",
    "“{T}? That is a matter for {C},” said {P}, the head of {O}.",
    "Since {D}, {O} and {C} have held three rounds of talks on {T}.",
    "A spokesman for {P} said that the report was “entirely false”.",
    "{P} may visit {L} next month, a diplomat who asked not to be named said.",
    "The deal, worth {N} million dollars, was signed in {L} by {P} and {P}.",
    "Experts warn that rivalry between {C} and {C} makes {T} harder.",
    "{O} accused {C} of breaking the embargo; {C} rejected the claim.",
    "He added that {T} was “the first step” towards peace in {C}.",
    "Last year {P} was appointed ambassador of {C} to {C}.",
    "Both sides welcomed the decision of {O} to reopen its office in {L}.",
    "{P} did not meet {P}, contrary to what some media reported.",
    "While {C} seeks influence, {P} wants partners that respect {T}.",
    "The document mentions {T}, {T} and the presence of {N} instructors in {L}.",
];
const ITALIAN: [&str; 24] = [
    "{P} ha incontrato {P} a {L} il {D} per parlare di {T}.",
    "I colloqui tra {P} e il ministro degli Esteri si sono concentrati su {T}, hanno detto due funzionari.",
    "«Abbiamo trovato un accordo e andremo avanti», ha dichiarato {P} ai giornalisti a {L}.",
    "{O} ha smentito il {D} di aver inviato {N} combattenti.",
    "Secondo {P}, nuove forniture a {O} potrebbero arrivare entro la fine dell’anno.",
    "Gli analisti ritengono che {T} e sicurezza decideranno il futuro di {L}.",
    "{P}, che guida {O}, è arrivato a {L} con una delegazione di {N} persone.",
    "Il governo non ha confermato la visita, che fonti vicine a {P} definiscono privata.",
    "Mosca ha fatto sapere che non riconoscerà l’accordo firmato da {P}.",
    "A {L} i residenti dicono di aver visto circa {N} veicoli vicino all’aeroporto.",
    "{P} ha elogiato il ruolo di {O} e ha chiesto legami più stretti.",
    "«È una questione che riguarda tutti», ha detto {P}, capo di {O}.",
    "Dal {D} {O} e Tripoli hanno tenuto tre tornate di colloqui su {T}.",
    "Un portavoce di {P} ha detto che la notizia è «completamente falsa».",
    "{P} potrebbe visitare {L} il mese prossimo, ha detto un diplomatico che ha chiesto l’anonimato.",
    "L’intesa, del valore di {N} milioni di dollari, è stata firmata a {L} da {P} e {P}.",
    "Gli esperti avvertono che la rivalità tra le potenze rende {T} più difficile.",
    "{O} ha accusato Il Cairo di violare l’embargo; l’Egitto respinge l’accusa.",
    "Ha aggiunto che si tratta del «primo passo» verso la pace.",
    "L’anno scorso {P} è stato nominato ambasciatore a {L}.",
    "Entrambe le parti hanno accolto con favore la decisione di {O} di riaprire la sede di {L}.",
    "{P} non ha incontrato {P}, al contrario di quanto riportato da alcuni media.",
    "Mentre la Russia cerca influenza, {P} vuole partner affidabili.",
    "Il documento cita {T}, {T} e la presenza di {N} istruttori a {L}.",
];

/// An article as *Bring articles* and `crossread analyse` read it.
pub fn as_json(article: &Document) -> Value {
    json!({
        "id": article.id, "language": article.language, "title": article.title,
        "outlet": article.outlet, "date": article.date, "body": article.body,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_are_the_same_each_time_and_differ_from_each_other() {
        let once = articles(5, "en");
        assert_eq!(once, articles(5, "en"));
        assert!(once.windows(2).all(|pair| pair[0].body != pair[1].body));
        assert!(
            once.iter()
                .all(|a| !a.body.contains('{') && !a.body.contains('}'))
        );
    }
}
