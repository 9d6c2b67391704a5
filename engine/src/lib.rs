//! The analysis as a web worker answers requests: [`answer`] is all of it that needs no browser.

use crossread::analysis::Analyzer;
use crossread::message::{Reply, Request};
use crossread::snapshot::Snapshot;

/// Answers a request. `tell` is called with what is to be posted on the way, one reply after the other.
pub fn answer(request: &[u8], tell: &mut dyn FnMut(Reply)) {
    match Request::unpack(request) {
        Ok(Request::Analyse {
            documents,
            interface,
        }) => {
            let total = documents.len() as u32;
            let mut analyzer = Analyzer::new();
            for (i, document) in documents.into_iter().enumerate() {
                analyzer.push(document);
                tell(Reply::Progress {
                    done: i as u32 + 1,
                    total,
                });
            }
            let interface: Vec<&str> = interface.iter().map(String::as_str).collect();
            tell(match Snapshot::new(analyzer.finish(), &interface).pack() {
                Ok(bytes) => Reply::Analysed(bytes),
                Err(message) => Reply::Failed(message),
            });
        }
        Err(message) => tell(Reply::Failed(message)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crossread::corpus::Document;

    #[test]
    fn documents_go_in_and_a_snapshot_comes_out() {
        let documents = vec![Document {
            id: "a".into(),
            language: "en".into(),
            body: "Khalifa Haftar met Vladimir Putin in Moscow.".into(),
            ..Document::default()
        }];
        let request = Request::Analyse {
            documents,
            interface: vec!["en".into()],
        };
        let mut replies = Vec::new();
        let packed = request.pack().expect("a request");
        answer(&packed, &mut |reply| replies.push(reply));
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
    fn a_damaged_request_is_answered_too() {
        let mut replies = Vec::new();
        answer(&[255, 1, 2], &mut |reply| replies.push(reply));
        assert!(matches!(replies.as_slice(), [Reply::Failed(_)]));
    }
}
