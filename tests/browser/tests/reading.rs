//! The reader's work on the comparison: undo, tags, corrections, joining and splitting, one article against another,
//! links with marks, a class.

use crossread_browser_tests::serde_json::{Value, json};
use crossread_browser_tests::{Page, Setting, run, run_in};

/// A script's first row of several articles: its element.
const FIRST: &str = "document.querySelector('.mx tr.r:not(.alone)')";

async fn does(page: &Page, script: &str) {
    page.value(&format!("(() => {{ {script}; return true; }})()"))
        .await;
}

/// Chooses an option of a field as a person does.
async fn choose(page: &Page, field: &str, value: &str) {
    does(
        page,
        &format!(
            "const field = {field}; field.value = {value:?};
             field.dispatchEvent(new Event('change', {{ bubbles: true }}))"
        ),
    )
    .await;
}

/// Gives the first row a verdict.
async fn judge(page: &Page, verdict: &str) {
    choose(
        page,
        &format!("{FIRST}.querySelector('.mine select')"),
        verdict,
    )
    .await;
}

async fn click_button(page: &Page, within: &str, words: &str) {
    does(
        page,
        &format!("[...({within}).querySelectorAll('button')].find((b) => b.textContent === {words:?}).click()"),
    )
    .await;
}

/// Opens what mends a statement; its choices are made then.
async fn open_mending(page: &Page, claim: &str) {
    does(
        page,
        &format!("for (const one of ({claim}).querySelectorAll('details')) one.open = true"),
    )
    .await;
    page.wait_until(&format!("({claim}).querySelector('select') !== null"))
        .await;
}

/// What stands in storage under kinds of records, deleted ones left out.
async fn kept(page: &Page, kind: &str) -> Vec<Value> {
    let found = page
        .value(&format!(
            "Object.keys(localStorage).filter((k) => k.startsWith('crossread/1/{kind}/'))
               .map((k) => JSON.parse(localStorage[k])).filter((r) => !r.deleted)"
        ))
        .await;
    found.as_array().cloned().unwrap_or_default()
}

#[tokio::test]
async fn a_verdict_and_tags_are_undone_and_redone() {
    run(async |page| {
        page.open("#/compare").await;
        page.find(".mx tr.r").await;
        judge(page, "doubt").await;
        assert_eq!(kept(page, "row").await[0]["verdict"], "doubt");
        assert!(
            kept(page, "row").await[0]["claims"]
                .as_array()
                .is_some_and(|c| c.len() > 1)
        );
        click_button(page, "document.querySelector('.undo')", "Undo").await;
        assert_eq!(kept(page, "row").await.len(), 0);
        click_button(page, "document.querySelector('.undo')", "Redo").await;
        assert_eq!(kept(page, "row").await.len(), 1);
        click_button(page, &format!("{FIRST}.querySelector('.mine')"), "Note").await;
        page.wait_until(&format!("{FIRST}.querySelector('.tags input') !== null"))
            .await;
        choose(
            page,
            &format!("{FIRST}.querySelector('.tags input')"),
            "visit, ask",
        )
        .await;
        assert_eq!(kept(page, "row").await[0]["tags"], json!(["visit", "ask"]));
        choose(page, "document.querySelector('#tag')", "ask").await;
        page.wait_until("document.querySelectorAll('.mx tr.r').length === 1")
            .await;
        page.expect_no_problems().await;
    })
    .await;
}

#[tokio::test]
async fn a_row_is_split_and_joined_again() {
    run(async |page| {
        page.open("#/compare?more=all").await;
        page.find(".mx[aria-busy=false] tr.r").await;
        let rows = "document.querySelectorAll('.mx tr.r').length";
        let common = "document.querySelectorAll('.mx tr.r:not(.alone)').length";
        let (before, shared) = (page.value(rows).await, page.value(common).await);
        let claim = format!("[...{FIRST}.querySelectorAll('.cl')].at(-1)");
        open_mending(page, &claim).await;
        click_button(page, &claim, "Not the same fact").await;
        page.wait_until(&format!("{rows} === {before} + 1")).await;
        assert_eq!(kept(page, "claim").await.len(), 1);
        page.reload().await;
        page.wait_until(&format!("{rows} === {before} + 1")).await;
        // The one that was split off is joined with the first row of one article alone.
        does(page, "[...document.querySelectorAll('.mended')].at(-1).closest('tr').querySelector('.mend-row button').click()").await;
        page.find(".joining").await;
        does(page, "document.querySelector('.mend-row .btn').click()").await;
        page.wait_until(&format!("{rows} === {before}")).await;
        assert!(page.text(".mx").await.contains("You decided what this stands with"));
        for _ in 0..2 {
            page.value("document.body.focus()").await;
            click_button(page, "document.querySelector('.mended')", "As the program has it").await;
            page.wait_until("true").await;
            if page.value("document.querySelectorAll('.mended').length").await == 0 {
                break;
            }
        }
        page.wait_until(&format!("{common} === {shared}")).await;
        page.expect_no_problems().await;
    })
    .await;
}

#[tokio::test]
async fn corrections_reach_the_map_and_show_what_the_program_said() {
    run(async |page| {
        page.open("#/compare?more=all").await;
        page.find(".mx tr.r").await;
        // Another holder.
        let claim = "document.querySelector('.mx .cl')";
        let field = format!("{claim}.querySelector('select')");
        open_mending(page, claim).await;
        let value = page.value(&format!("{field}.options[2].value")).await;
        choose(page, &field, value.as_str().expect("a holder")).await;
        page.wait_until(&format!("{claim}.querySelector('.mended') !== null")).await;
        assert!(page.text(".mended").await.contains("The program says"));
        click_button(page, "document.querySelector('.mended')", "As the program has it").await;
        page.wait_until("document.querySelector('.mended') === null").await;
        // A statement that is none.
        open_mending(page, claim).await;
        click_button(page, claim, "This is no statement").await;
        page.wait_until("document.querySelector('.lost .quote') !== null").await;
        click_button(page, "document.querySelector('.lost')", "As the program has it").await;
        page.wait_until("document.querySelector('.lost') === null").await;
        // Two entities that are one.
        page.open("#/map?layout=network").await;
        page.find("#map [data-node]").await;
        let marks = "new Set([...document.querySelectorAll('#map [data-node]')].map((m) => m.dataset.node)).size";
        let before = page.value(marks).await;
        let ids = page.value("[...new Set([...document.querySelectorAll('#map [data-node]')].map((m) => m.dataset.node))].slice(0, 2)").await;
        let (from, to) = (ids[0].as_str().expect("a mark"), ids[1].as_str().expect("a mark"));
        page.open(&format!("#/map?layout=network&sel={from}")).await;
        page.find("#same-as").await;
        choose(page, "document.querySelector('#same-as')", to).await;
        page.wait_until(&format!("location.hash.includes({to:?})")).await;
        page.find(".panel .mended").await;
        page.wait_until(&format!("{marks} < {before}")).await;
        click_button(page, "document.querySelector('.undo')", "Undo").await;
        page.wait_until(&format!("{marks} === {before}")).await;
        page.expect_no_problems().await;
    })
    .await;
}

#[tokio::test]
async fn two_articles_stand_one_against_the_other() {
    run(async |page| {
        page.open("#/compare").await;
        does(page, "[...document.querySelectorAll('.tools a')].find((a) => a.textContent === 'One against the other').click()").await;
        page.find(".pair .tie").await;
        page.wait_until("document.querySelectorAll('.tie-lines path').length > 0").await;
        let button = ".gutter li:not(.out) button";
        page.find(button).await;
        does(page, &format!("document.querySelector({button:?}).focus()")).await;
        page.wait_until("document.querySelectorAll('.tie.on').length > 1").await;
        does(page, &format!("document.querySelector({button:?}).click()")).await;
        page.wait_until("document.activeElement.classList.contains('tie')").await;
        let findings = page.accessibility_findings().await;
        assert!(findings.is_empty(), "{findings:#?}");
        page.expect_no_problems().await;
        page.resize(360, 640).await;
        page.wait_until("document.documentElement.scrollWidth <= innerWidth").await;
        page.wait_until("getComputedStyle(document.querySelector('.jump')).display !== 'none'").await;
        does(page, "document.querySelector('#side-0 .jump').click()").await;
        page.wait_until("document.activeElement.closest('.side')?.id === 'side-1'").await;
    })
    .await;
}

#[tokio::test]
async fn a_link_brings_marks_and_overwrites_nothing() {
    run(async |page| {
        page.open("#/compare").await;
        page.find(".mx tr.r").await;
        judge(page, "doubt").await;
        does(page, "document.querySelector('#work').open = true").await;
        click_button(
            page,
            "document.querySelector('.share')",
            "Make a link with my marks",
        )
        .await;
        page.find("#shared-link").await;
        let link = page
            .value("document.querySelector('#shared-link').value")
            .await;
        let hash = link
            .as_str()
            .and_then(|l| l.split_once('#'))
            .expect("a link")
            .1
            .to_owned();
        assert!(hash.contains("sent=") && hash.len() < 2_000, "{hash}");
        // To one who has another view of that row already, and so on the very same key.
        judge(page, "agree").await;
        page.open(&format!("#{hash}")).await;
        page.find(".banner").await;
        assert!(
            !page
                .value("location.hash.includes('sent=')")
                .await
                .as_bool()
                .unwrap_or(true)
        );
        assert_eq!(
            kept(page, "row").await[0]["verdict"],
            "agree",
            "nothing happens unasked"
        );
        page.value("localStorage.clear()").await;
        page.open(&format!("#{hash}")).await;
        page.find(".banner").await;
        click_button(
            page,
            "document.querySelector('.banner')",
            "Add them to mine",
        )
        .await;
        page.wait_until("document.querySelector('.banner') === null")
            .await;
        assert_eq!(kept(page, "row").await[0]["verdict"], "doubt");
        page.open("#/compare?sent=nonsense").await;
        page.find(".banner").await;
        assert!(page.text(".banner").await.contains("cannot be read"));
        assert_eq!(page.foreign_requests().await, [""; 0]);
    })
    .await;
}

#[tokio::test]
async fn a_class_hands_in_and_the_laptop_is_cleared() {
    run(async |page| {
        page.open("#/compare").await;
        page.find(".mx tr.r").await;
        judge(page, "doubt").await;
        let id = kept(page, "row").await[0]["id"].clone();
        // Twenty-five files, dropped at once.
        does(
            page,
            &format!(
                "const field = document.querySelector('#handed-in'); const all = new DataTransfer();
                 for (let n = 0; n < 25; n++) {{
                   const record = {{ version: 2, kind: 'row', id: {id}, revision: 1, time: 1,
                     verdict: n % 3 ? 'agree' : 'doubt', note: n ? '' : '<b>why</b>' }};
                   const text = JSON.stringify({{ format: 'crossread-work/1', by: 'Pupil ' + n, records: [record] }});
                   all.items.add(new File([text], 'p' + n + '.json', {{ type: 'application/json' }}));
                 }}
                 field.files = all.files; field.dispatchEvent(new Event('change', {{ bubbles: true }}))"
            ),
        )
        .await;
        page.find(".judged tbody tr").await;
        let counts = page
            .value("[...document.querySelectorAll('.judged tbody td > span:first-child')].map((s) => s.textContent)")
            .await;
        assert_eq!(counts, json!(["16", "9", "0"]));
        assert_eq!(page.value("document.querySelector('.judged b b')").await, Value::Null);
        assert_eq!(kept(page, "row").await.len(), 1, "a class is not one's own work");
        page.value("window.confirm = () => false").await;
        click_button(page, "document.querySelector('#class')", "Clear this laptop for the next pupil").await;
        assert_eq!(kept(page, "row").await.len(), 1);
        page.value("window.confirm = () => true").await;
        click_button(page, "document.querySelector('#class')", "Clear this laptop for the next pupil").await;
        assert_eq!(kept(page, "row").await.len(), 0);
        page.wait_until(&format!("{FIRST}.querySelector('.mine select').value === ''")).await;
        page.expect_no_problems().await;
    })
    .await;
}

#[tokio::test]
async fn what_is_mended_is_accessible_and_fits_a_phone() {
    for dark in [false, true] {
        let setting = Setting {
            size: (360, 640),
            dark,
            ..Setting::default()
        };
        run_in(setting, async |page| {
            page.open("#/compare").await;
            page.find(".mx tr.r").await;
            judge(page, "doubt").await;
            does(
                page,
                "document.querySelectorAll('details').forEach((d) => d.open = true)",
            )
            .await;
            let findings = page.accessibility_findings().await;
            assert!(findings.is_empty(), "{findings:#?}");
            page.wait_until("document.documentElement.scrollWidth <= innerWidth")
                .await;
        })
        .await;
    }
}
