//! The analysis as a web worker answers requests: [`Engine`] is all of it that needs no browser.

mod layout;

use crossread::analysis::{Analysis, Analyzer};
use crossread::corpus::Document;
use crossread::export::Format;
use crossread::extract::{Extraction, extract};
use crossread::import::corpus::{Corpus, Found};
use crossread::import::{LARGEST, Problem, Read, is_wanted, read_all};
use crossread::message::{Article, Refused, Reply, Request};
use crossread::snapshot::Snapshot;
use std::collections::BTreeMap;

/// Called with what is to be posted, one reply after the other.
pub type Tell<'a> = &'a mut dyn FnMut(Reply);

/// What was analysed, so that the next request need not do it again.
#[derive(Debug, Default)]
pub struct Engine {
    analysis: Option<Analysis>,
    /// What was extracted from each of its documents by itself, packed.
    known: Vec<Vec<u8>>,
}

/// So many bytes an article's analysis takes, for each byte of its text.
const ROOM: usize = 24;

/// Lets memory grow once for texts of so many bytes, instead of by a page each time some are needed: each growth
/// makes the browser collect its garbage.
fn make_room(text: usize) {
    let mut room: Vec<u8> = Vec::new();
    // Where there is not so much it will grow as it is needed.
    let _ = room.try_reserve_exact(ROOM * text);
    std::hint::black_box(&room);
}

impl Engine {
    /// Answers a request that needs nothing from elsewhere; gives back one that does.
    pub fn answer(&mut self, request: &[u8], tell: Tell) -> Option<Request> {
        match Request::unpack(request) {
            Ok(Request::Analyse {
                documents,
                interface,
            }) => {
                self.analyse(documents, tell);
                tell(self.snapshot(&interface, false));
            }
            Ok(Request::Read {
                name,
                text,
                language,
            }) => self.read(&name, text.as_bytes(), &language, tell),
            Ok(Request::Export { format, language }) => tell(self.export(&format, &language)),
            Ok(request @ Request::Corpus { .. }) => return Some(request),
            Ok(Request::Layout {
                points,
                links,
                spacing,
                steps,
            }) => layout::lay_out(&points, &links, spacing, steps, tell),
            Err(message) => tell(Reply::Failed(message)),
        }
        None
    }

    /// Analyses documents together; what is known of one from before is taken from there.
    fn analyse(&mut self, documents: Vec<Document>, tell: Tell) {
        let total = documents.len() as u32;
        make_room(documents.iter().map(|d| d.body.len()).sum());
        let packed = std::mem::take(&mut self.known);
        let before = self.analysis.take().unwrap_or_default().documents;
        let before = before.into_iter().zip(packed);
        let mut before: BTreeMap<String, _> = before.map(|x| (x.0.id.clone(), x)).collect();
        let mut analyzer = Analyzer::new();
        for (i, document) in documents.into_iter().enumerate() {
            let known = before.remove(&document.id).filter(|(d, _)| *d == document);
            let known =
                known.and_then(|(_, packed)| Some((Extraction::unpack(&packed).ok()?, packed)));
            let (extraction, packed) = known.unwrap_or_else(|| {
                let extraction = extract(&document);
                // Where memory runs out it is extracted again.
                let packed = extraction.pack().unwrap_or_default();
                (extraction, packed)
            });
            self.known.push(packed);
            analyzer.push_extracted(document, extraction);
            let done = i as u32 + 1;
            // The first one, each hundredth, the last one.
            if done == 1 || done * 100 / total > (done - 1) * 100 / total {
                tell(Reply::Progress { done, total });
            }
        }
        self.analysis = Some(analyzer.finish());
    }

    /// What was analysed last, ready to be shown.
    fn snapshot(&mut self, interface: &[String], part: bool) -> Reply {
        let interface: Vec<&str> = interface.iter().map(String::as_str).collect();
        let snapshot = Snapshot::new(self.analysis.take().unwrap_or_default(), &interface);
        let packed = snapshot.pack();
        self.analysis = Some(snapshot.analysis);
        match packed {
            Ok(bytes) if part => Reply::Part(bytes),
            Ok(bytes) => Reply::Analysed(bytes),
            Err(message) => Reply::Failed(message),
        }
    }

    /// Reads a file by its name and content. What of a folder nobody wants is passed over.
    pub fn read(&self, name: &str, bytes: &[u8], language: &str, tell: Tell) {
        let read = if name.contains('/') && !is_wanted(name) {
            Read::default()
        } else {
            read_all(name, bytes)
        };
        let articles = read.drafts.into_iter().map(|draft| Article {
            document: draft.document,
            remarks: draft.remarks,
        });
        tell(Reply::Read {
            articles: articles.collect(),
            refused: refused(read.problems, language),
        });
    }

    /// Takes the text of a PDF, or says why there is none: it is `locked`, a `scan` or `damaged`; anything else means
    /// that what reads PDFs could not be loaded.
    pub fn read_pdf(name: &str, text: Result<String, String>, language: &str, tell: Tell) {
        let (message, hint) = match text.as_deref().map_err(String::as_str) {
            Ok(text) => return Engine::default().read(name, text.as_bytes(), language, tell),
            Err("locked") => (
                "the PDF is locked with a password",
                "open it, copy its text and paste it",
            ),
            Err("scan") => (
                "the PDF has no text, only pictures of it",
                "let a program for text recognition (OCR) read it first",
            ),
            Err("damaged") => ("the PDF is damaged", "save or download it again"),
            Err(_) => (
                "what reads PDFs could not be loaded",
                "open the page from its host, or copy the text and paste it",
            ),
        };
        tell(Reply::Read {
            articles: Vec::new(),
            refused: refused(vec![Problem::new(name, message, hint)], language),
        });
    }

    /// Says why a file is not read; `bytes` is its size where that is known.
    pub fn refuse(name: &str, bytes: Option<f64>, language: &str, tell: Tell) {
        let problem = match bytes {
            Some(bytes) if bytes > LARGEST as f64 => Problem::new(
                name,
                format!(
                    "it has {} MB; {} MB are the most",
                    (bytes / 1_048_576.0) as u64,
                    LARGEST >> 20
                ),
                "bring the articles in smaller files",
            ),
            _ => Problem::new(
                name,
                "the browser could not read it",
                "if it is a folder, choose it with the button for folders",
            ),
        };
        tell(Reply::Read {
            articles: Vec::new(),
            refused: refused(vec![problem], language),
        });
    }

    /// Shows what there is of a corpus; `part` while more comes.
    pub fn corpus(&mut self, corpus: &Corpus, part: bool, interface: &[String], tell: Tell) {
        match corpus.found().0 {
            Found::Analysed(analysis) => {
                self.known.clear();
                self.analysis = Some(*analysis);
            }
            Found::Articles(documents) if documents.is_empty() => return,
            Found::Articles(documents) => self.analyse(documents, tell),
        }
        tell(self.snapshot(interface, part));
    }

    fn export(&self, format: &str, language: &str) -> Reply {
        match (Format::parse(format), &self.analysis) {
            (Some(format), Some(analysis)) => Reply::Exported {
                name: format.file_name().to_string(),
                kind: format.media_type().to_string(),
                text: format.write(analysis, language),
            },
            _ => Reply::Failed(format!("there is nothing to write as {format:?}")),
        }
    }
}

/// Problems as they go to the page.
pub fn refused(problems: Vec<Problem>, language: &str) -> Vec<Refused> {
    let told = problems.into_iter().map(|problem| problem.told(language));
    told.map(|problem| Refused {
        place: problem.place,
        message: problem.message,
        hint: problem.hint,
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(id: &str, body: &str) -> Document {
        Document {
            id: id.into(),
            language: "en".into(),
            body: body.into(),
            ..Document::default()
        }
    }

    fn ask(engine: &mut Engine, request: &Request) -> Vec<Reply> {
        let mut replies = Vec::new();
        let packed = request.pack().expect("a request");
        let left = engine.answer(&packed, &mut |reply| replies.push(reply));
        assert_eq!(left, None);
        replies
    }

    fn analyse(documents: &[Document]) -> Request {
        Request::Analyse {
            documents: documents.to_vec(),
            interface: vec!["en".into()],
        }
    }

    #[test]
    fn documents_go_in_and_a_snapshot_comes_out() {
        let documents = [document(
            "a",
            "Khalifa Haftar met Vladimir Putin in Moscow.",
        )];
        let mut replies = ask(&mut Engine::default(), &analyse(&documents));
        let Some(Reply::Analysed(bytes)) = replies.pop() else {
            panic!("no analysis: {replies:?}");
        };
        assert_eq!(replies, [Reply::Progress { done: 1, total: 1 }]);
        let snapshot = Snapshot::unpack(&bytes).expect("a snapshot");
        let connections = &snapshot.analysis.extractions[0].connections;
        assert!(!connections.is_empty());
        assert_eq!(
            snapshot.words[0].rows.len(),
            snapshot.analysis.comparisons.len()
        );
    }

    #[test]
    fn of_many_documents_each_hundredth_is_told() {
        let all: Vec<Document> = (0..250)
            .map(|i| document(&format!("{i}"), "Nobody came."))
            .collect();
        let replies = ask(&mut Engine::default(), &analyse(&all));
        let done: Vec<u32> = replies
            .iter()
            .filter_map(|reply| match reply {
                Reply::Progress { done, total: 250 } => Some(*done),
                _ => None,
            })
            .collect();
        assert_eq!(done[..3], [1, 3, 5]);
        assert_eq!(done.last(), Some(&250));
        assert_eq!(done.len(), 101);
    }

    #[test]
    fn what_is_known_from_before_changes_nothing() {
        let mut all = vec![
            document("a", "Khalifa Haftar met Vladimir Putin in Moscow."),
            document("b", "The Kremlin denied that Khalifa Haftar met Putin."),
        ];
        let mut engine = Engine::default();
        ask(&mut engine, &analyse(&all[..1]));
        let grown = ask(&mut engine, &analyse(&all));
        assert_eq!(grown, ask(&mut Engine::default(), &analyse(&all)));
        // The same id with another text is another document.
        all[0].body = "Khalifa Haftar visited Cairo.".into();
        let changed = ask(&mut engine, &analyse(&all));
        assert_eq!(changed, ask(&mut Engine::default(), &analyse(&all)));
        assert_ne!(changed.last(), grown.last());
    }

    #[test]
    fn a_text_becomes_an_article_or_says_why_not() {
        let read = |name: &str, text: &str| {
            let request = Request::Read {
                name: name.into(),
                text: text.into(),
                language: "en".into(),
            };
            match ask(&mut Engine::default(), &request).pop() {
                Some(Reply::Read { articles, refused }) => (articles, refused),
                other => panic!("{other:?}"),
            }
        };
        let (articles, refused) = read(
            "pasted.txt",
            "Il generale ha incontrato il ministro della difesa nella capitale.",
        );
        assert_eq!((articles.len(), refused.len()), (1, 0));
        assert_eq!(articles[0].document.language, "it");
        let (articles, refused) = read("a.pdf", "%PDF-1.4 and so on");
        assert!(articles.is_empty());
        assert!(refused[0].message.contains("PDF"), "{refused:?}");
        // What a saved page's folder holds beside it is passed over.
        assert_eq!(read("saved/page_files/a.css", "p{}"), (vec![], vec![]));
    }

    #[test]
    fn a_pdf_gives_its_text_or_says_why_not() {
        let read = |text: Result<&str, &str>, language: &str| {
            let mut replies = Vec::new();
            let text = text.map(str::to_owned).map_err(str::to_owned);
            Engine::read_pdf("talks.pdf", text, language, &mut |reply| {
                replies.push(reply)
            });
            match replies.pop() {
                Some(Reply::Read { articles, refused }) => (articles, refused),
                other => panic!("{other:?}"),
            }
        };
        let text =
            "Talks in the capital\n\nThe minister met the general in the capital, they said.";
        let (articles, refused) = read(Ok(text), "en");
        assert_eq!((articles.len(), refused.len()), (1, 0));
        let document = &articles[0].document;
        assert_eq!(document.title.as_deref(), Some("Talks in the capital"));
        assert!(document.id.contains("talks"), "{}", document.id);
        for (why, told) in [
            ("locked", "password"),
            ("scan", "no text"),
            ("damaged", "damaged"),
            ("Failed to fetch", "could not be loaded"),
        ] {
            let (articles, english) = read(Err(why), "en");
            assert!(articles.is_empty());
            assert!(english[0].message.contains(told), "{english:?}");
            assert_ne!(read(Err(why), "it").1[0].message, english[0].message);
            assert_ne!(read(Err(why), "it").1[0].hint, english[0].hint);
        }
    }

    #[test]
    fn what_was_analysed_is_written_in_every_format() {
        let mut engine = Engine::default();
        let export = |format: &str| Request::Export {
            format: format.into(),
            language: "en".into(),
        };
        let none = ask(&mut engine, &export("json"));
        assert!(matches!(none.as_slice(), [Reply::Failed(_)]));
        let documents = [document(
            "a",
            "Khalifa Haftar met Vladimir Putin in Moscow.",
        )];
        ask(&mut engine, &analyse(&documents));
        for format in Format::ALL {
            match ask(&mut engine, &export(format.name())).pop() {
                Some(Reply::Exported { name, text, .. }) => {
                    assert_eq!(name, format.file_name());
                    assert!(!text.is_empty(), "{name}");
                }
                other => panic!("{format:?}: {other:?}"),
            }
        }
    }

    #[test]
    fn a_corpus_is_shown_in_parts() {
        let mut corpus = Corpus::default();
        let mut engine = Engine::default();
        let mut replies = Vec::new();
        corpus.take(
            "a.txt",
            b"The minister met the general in the capital, they said.",
        );
        engine.corpus(&corpus, true, &[], &mut |reply| replies.push(reply));
        corpus.take(
            "b.txt",
            b"The minister did not meet the general, it was said later.",
        );
        engine.corpus(&corpus, false, &[], &mut |reply| replies.push(reply));
        let sizes = replies.iter().filter_map(|reply| match reply {
            Reply::Part(bytes) => Some((true, bytes)),
            Reply::Analysed(bytes) => Some((false, bytes)),
            _ => None,
        });
        let sizes: Vec<(bool, usize)> = sizes
            .map(|(part, bytes)| {
                let snapshot = Snapshot::unpack(bytes).expect("a snapshot");
                (part, snapshot.analysis.documents.len())
            })
            .collect();
        assert_eq!(sizes, [(true, 1), (false, 2)]);
    }

    #[test]
    fn a_damaged_request_is_answered_too() {
        let mut replies = Vec::new();
        let left = Engine::default().answer(&[255, 1, 2], &mut |reply| replies.push(reply));
        assert_eq!(left, None);
        assert!(matches!(replies.as_slice(), [Reply::Failed(_)]));
    }
}
