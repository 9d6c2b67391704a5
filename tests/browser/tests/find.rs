//! Finding by keyboard, and filters that stand in the address.

use crossread_browser_tests::serde_json::json;
use crossread_browser_tests::{Page, run};

async fn press(page: &Page, key: &str) {
    for kind in ["keyDown", "keyUp"] {
        let mut event = json!({ "type": kind, "key": key, "code": key });
        if key == "/" {
            event = json!({ "type": kind, "key": "/", "code": "Slash", "text": "/" });
        }
        page.devtools("Input.dispatchKeyEvent", event).await;
    }
}

/// The id and the name of the entity that most lines meet at.
async fn known(page: &Page) -> (String, String) {
    page.find("#map [data-node]").await;
    let id = page
        .value("document.querySelector('#map [data-node]').dataset.node")
        .await;
    let id = id.as_str().expect("a mark has an id").to_owned();
    page.open(&format!("#/map?sel={id}")).await;
    page.find("#panel-title").await;
    let name = page.text("#panel-title").await;
    page.open("#/map").await;
    (id, name)
}

#[tokio::test]
async fn a_name_is_found_by_keyboard_with_a_typing_error() {
    run(async |page| {
        page.open("").await;
        let (id, name) = known(page).await;
        // The longest word of the name, two letters changing places.
        let word = name.split(' ').max_by_key(|word| word.chars().count()).unwrap_or_default();
        let mut letters: Vec<char> = word.chars().collect();
        letters.swap(1, 2);
        let typed: String = letters.into_iter().collect();
        press(page, "/").await;
        page.wait_until("document.activeElement.id === 'finder'").await;
        page.type_into("#finder", &typed).await;
        page.find("#found [role=option]").await;
        assert_eq!(
            page.value("document.getElementById('finder').getAttribute('aria-expanded')").await,
            "true"
        );
        assert_eq!(
            page.value("document.querySelector('#found [aria-selected=true]').id
                === document.getElementById('finder').getAttribute('aria-activedescendant')")
                .await,
            true
        );
        assert_eq!(page.accessibility_findings().await, Vec::<String>::new());
        let place = format!("[...document.querySelectorAll('#found .hit')].findIndex((hit) => hit.textContent.includes({name:?}))");
        let place = page.value(&place).await;
        for _ in 0..place.as_i64().expect("a place in the list") {
            press(page, "ArrowDown").await;
        }
        press(page, "Enter").await;
        page.wait_until(&format!("location.hash.includes('sel={id}')")).await;
        page.wait_until("document.activeElement.id === 'panel-title'").await;
        assert_eq!(
            page.value("document.getElementById('found').hidden").await,
            true
        );
        page.expect_no_problems().await;
    })
    .await;
}

#[tokio::test]
async fn escape_closes_the_list_then_empties_the_field() {
    run(async |page| {
        page.open("#/compare").await;
        page.find(".mx tr.r").await;
        page.click("#finder").await;
        page.type_into("#finder", "a").await;
        page.find("#found [role=option]").await;
        press(page, "Escape").await;
        page.wait_until("document.getElementById('found').hidden")
            .await;
        assert_eq!(
            page.value("document.getElementById('finder').value").await,
            "a"
        );
        press(page, "Escape").await;
        page.wait_until("document.getElementById('finder').value === ''")
            .await;
        page.type_into("#finder", "qqqqqxzzz").await;
        page.find("p.found").await;
        page.expect_no_problems().await;
    })
    .await;
}

#[tokio::test]
async fn a_filter_stands_in_the_address_and_back_undoes_it() {
    run(async |page| {
        page.open("#/map?as=table").await;
        page.find(".conn tbody tr").await;
        let rows = "document.querySelectorAll('.conn tbody tr').length";
        let all = page.value(rows).await.as_u64().expect("a number of rows");
        assert!(page.find_all(".left").await.is_empty());
        page.value(
            "(() => { document.querySelector('.filters').open = true;
              const field = document.getElementById('in');
              field.value = field.options[1].value;
              field.dispatchEvent(new Event('change')); return 1 })()",
        )
        .await;
        page.wait_until("location.hash.includes('in=')").await;
        page.wait_until(&format!("{rows} < {all}")).await;
        let left = page.value(rows).await.as_u64().expect("a number of rows");
        // The option says as many as are left, and so does the line.
        let option = page
            .value("document.getElementById('in').selectedOptions[0].textContent")
            .await;
        assert!(
            option
                .as_str()
                .is_some_and(|o| o.ends_with(&format!("({left})"))),
            "{option}"
        );
        assert!(
            page.text(".left")
                .await
                .starts_with(&format!("{left} of {all}"))
        );
        // The next view is filtered too.
        page.value("document.querySelectorAll('.nav a')[1].click()")
            .await;
        page.find(".mx").await;
        page.wait_until("location.hash.startsWith('#/compare') && location.hash.includes('in=')")
            .await;
        page.value("history.back()").await;
        page.find(".conn").await;
        page.value("history.back()").await;
        page.wait_until(&format!("{rows} === {all}")).await;
        assert_eq!(page.value("document.getElementById('in').value").await, "");
        page.expect_no_problems().await;
    })
    .await;
}
