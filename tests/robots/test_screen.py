"""Screens of an old municipal system, worked by their labels."""

from datetime import date

import pytest

from rpa_suite.errors import Held, Rejected, SiteTrouble
from rpa_suite.robots.screen import Screen
from rpa_suite.robots.screen_fields import ReadBackDiffers
from rpa_suite.robots.troubles import site_troubles

pytestmark = pytest.mark.browser

FORM = """<!doctype html><title>x</title><body>
<h1>異動入力</h1>
<table>
 <tr><td><font color=red>※</font>届出　者：</td><td><input name=a></td></tr>
 <tr><th>カナ</th><td><input name=b onblur="this.value=this.value.normalize('NFKC')+' '"></td></tr>
 <tr><th>備考</th><td><input name=c maxlength=3></td></tr>
 <tr><th>税額</th><td><input name=d
   onblur="this.value=Number(this.value).toLocaleString('en-US')">円</td></tr>
 <tr><th>漢字</th><td><input name=e onblur="this.value=this.value.replace('髙','〓')"></td></tr>
 <tr><th>生年月日</th><td><select><option><option>昭和<option>平成<option>令和</select>
   <input size=2>年<input size=2>月<input size=2>日</td></tr>
 <tr><th>事由</th><td><select><option>選択<option value=1>1 退職<option>2 転勤</select></td></tr>
 <tr><th>同居</th><td><label><input type=radio name=r>同居</label>
   <label><input type=radio name=r>別居</label></td></tr>
 <tr><th>同意</th><td><input type=checkbox></td></tr>
 <tr><th>遅い</th><td><input oninput="this.value=this.value" onchange="
   document.body.setAttribute('aria-busy','true');
   setTimeout(()=>{this.value='直した';document.body.removeAttribute('aria-busy')},400)"></td></tr>
</table>
<fieldset><legend>児童1</legend><table><tr><th>氏名</th><td><input></td></tr></table></fieldset>
<fieldset><legend>児童2</legend><table><tr><th>氏名</th><td><input id=two></td></tr></table></fieldset>
</body>"""


@pytest.fixture
def form(show):
    session = show({"/": FORM})
    return Screen(session)


def test_labels_in_cells_are_found_in_spite_of_marks_and_spaces(form):
    form.type("届出者", "大田 花子")
    assert form.shown("届出者") == "大田 花子"


def test_width_and_trailing_spaces_of_the_system_do_no_harm(form):
    form.type("カナ", "ｵｵﾀ ﾊﾅｺ")
    form.type("税額", "183400")
    assert form.shown("税額") == "183,400"


@pytest.mark.parametrize(
    ("label", "value"), [("備考", "四文字だ"), ("漢字", "髙橋"), ("遅い", "元の値")]
)
def test_a_field_that_changes_the_value_stops_the_item(form, label, value):
    with pytest.raises(ReadBackDiffers, match=label) as caught:
        form.type(label, value)

    assert value not in str(caught.value)


def test_a_lost_glyph_is_named_as_such(form):
    with pytest.raises(ReadBackDiffers, match="〓"):
        form.type("漢字", "髙橋")


def test_dates_go_into_era_and_boxes(form):
    form.type_date("生年月日", date(1989, 1, 7))
    assert form.shown("生年月日") == "昭和"


def test_options_are_chosen_by_their_words(form):
    form.choose("事由", "2 転勤")
    form.choose("同居", "別居")
    form.tick("同意")
    assert form.shown("事由") == "2 転勤"


def test_the_same_label_in_two_sections_is_told_apart(form):
    form.section("児童2").type("氏名", "二郎")
    assert form.section("児童1").shown("氏名") == ""
    assert form.section("児童2").shown("氏名") == "二郎"


def test_a_label_that_is_not_there_is_trouble_and_not_a_guess(show):
    session = show({"/": FORM})
    session.page.set_default_timeout(500)
    with pytest.raises(SiteTrouble) as caught, site_troubles():
        Screen(session).type("電話番号", "0357441111")

    assert caught.value.code == "TIMEOUT"
    assert "0357441111" not in str(caught.value)


def test_two_fields_of_one_label_are_never_chosen_between(form):
    with pytest.raises(SiteTrouble, match="2つ以上") as caught, site_troubles():
        form.type("氏名", "花子")

    assert caught.value.code == "AMBIGUOUS"


def page_that_says(text):
    return f"<body><h1>検索</h1><p>{text}</p><button>次へ</button></body>"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("E0101 該当する対象者が存在しません。", Rejected),
        ("W0103 支援措置対象者です。", Held),
        ("E0901 セッションが切断されました。", SiteTrouble),
    ],
)
def test_a_message_in_place_of_the_next_screen_is_raised(show, text, kind):
    screen = Screen(show({"/": page_that_says(text)}))

    with pytest.raises(kind):
        screen.expect_heading("確認画面")


def test_an_accepted_warning_is_passed_over(show):
    screen = Screen(show({"/": page_that_says("W2105 15日特例")}))

    screen.expect_heading("検索", accept={"W2105"})
    with pytest.raises(Rejected):
        screen.expect_heading("検索")


DIALOGS = """<body><h1>確認</h1>
<button onclick="this.dataset.said=confirm('登録します。よろしいですか？')
  ;document.title=this.dataset.said">登録</button>
<button onclick="document.title=confirm('全件を削除しますか？')">別の登録</button>
<button onclick="alert('W0103 支援措置対象者です')">照会</button>
<button onclick="document.title='何もなし'">無言</button></body>"""


def test_the_expected_dialog_is_answered_ok(show):
    session = show({"/": DIALOGS})

    Screen(session).press("登録", confirm="登録します。よろしいですか?")

    assert session.page.title() == "true"


def test_a_dialog_nobody_knows_is_cancelled_and_stops_the_item(show):
    session = show({"/": DIALOGS})

    with pytest.raises(Rejected) as caught:
        Screen(session).press("別の登録", confirm="登録します。よろしいですか")

    assert caught.value.code == "UNKNOWN_DIALOG"
    assert session.page.title() == "false"


def test_a_dialog_with_a_code_means_what_the_code_means(show):
    with pytest.raises(Held):
        Screen(show({"/": DIALOGS})).press("照会")


def test_a_dialog_that_does_not_come_is_trouble(show):
    with pytest.raises(SiteTrouble, match="いつもの確認"):
        Screen(show({"/": DIALOGS})).press("無言", confirm="登録します")


FRAMES = """<frameset cols="30%,*"><frame name=menu src=/menu><frame name=main src=/main>
</frameset>"""


def test_frames_are_worked_by_their_names(show):
    pages = {
        "/": FRAMES,
        "/menu": "<body><a href=/main2 target=main>履歴照会</a></body>",
        "/main": "<body><h1>初期画面</h1></body>",
        "/main2": "<body><h1>履歴照会</h1><table><tr><th>処理番号<th>内容</tr>"
        "<tr><td>JT08-1<td>退職</tr><tr><td>JT08-2<td>転勤</tr></table></body>",
    }
    screen = Screen(show(pages))

    screen.frame("menu").press("履歴照会")
    main = screen.frame("main")
    main.expect_heading("履歴照会")

    assert main.table(["処理番号", "内容"]) == [
        {"処理番号": "JT08-1", "内容": "退職"},
        {"処理番号": "JT08-2", "内容": "転勤"},
    ]


def test_the_confirmation_screen_is_compared_value_by_value(show):
    page = (
        "<body><table><tr><th>氏名<td>大田　花子</tr><tr><th>異動日<td>令和8年4月1日"
        "</tr><tr><td>税額：<td>1,200円</tr></table></body>"
    )
    screen = Screen(show({"/": page}))

    screen.compare_all({"氏名": "大田 花子", "異動日": "2026-04-01", "税額": "1200"})
    with pytest.raises(ReadBackDiffers, match="税額"):
        screen.compare_all({"税額": "1201"})
    with pytest.raises(ReadBackDiffers, match="電話"):
        screen.compare_all({"電話": "0357441111"})


def test_a_window_that_closes_itself_under_the_click_is_no_trouble(show):
    session = show(
        {
            "/": "<button onclick=\"window.open('/window')\">開く</button>",
            "/window": "<button onclick='window.close()'>閉じる</button>",
        }
    )
    for _ in range(10):
        Screen(session).press_opening("開く").press_closing("閉じる")
    assert len(session.page.context.pages) == 1


@pytest.mark.parametrize("may_open", [True, False])
def test_a_window_that_opens_by_itself_is_opened_by_hand_where_it_was_blocked(
    show, may_open
):
    opened = "!!window.open('/n')" if may_open else "false"
    button = "<button hidden id=b onclick=\"window.open('/n')\">開く</button>"
    session = show(
        {
            "/": f"{button}<script>b.hidden = {opened}</script>",
            "/n": "<h1>お知らせ</h1>",
        }
    )

    window = Screen(session).window_beside("開く")

    assert window.expect_heading("お知らせ") == "お知らせ"


def test_a_frame_that_is_still_looking_up_is_waited_for(show):
    session = show(
        {
            "/": "<frameset cols='*'><frame name=main src=/main></frameset>",
            "/main": """<body><div id=busy aria-busy=false>…</div>
<table><tr><th>番号</th><td><input></td><th>氏名</th><td id=name></td></tr></table>
<script>
document.querySelector('input').onblur = () => {
  busy.setAttribute('aria-busy', 'true');
  setTimeout(() => {
    document.getElementById('name').textContent = '大田';
    busy.setAttribute('aria-busy', 'false');
  }, 600);
};
</script>""",
        }
    )
    screen = Screen(session).frame("main")
    screen.type("番号", "1")
    assert screen.shown("氏名") == "大田"


def test_a_screen_with_the_same_title_as_the_last_one_is_waited_for(show):
    session = show(
        {
            "/": "<frameset cols='50%,*'><frame name=menu src=/menu>"
            "<frame name=main src=/main></frameset>",
            "/menu": "<a href=/main target=main>照会</a>",
            "/main": "<h1>照会</h1><table><tr><th>番号</th><td><input></td></tr></table>",
        }
    )
    menu, main = Screen(session).frame("menu"), Screen(session).frame("main")
    main.expect_heading("照会")
    main.type("番号", "1")
    with main.replaced():
        menu.press("照会")
    main.expect_heading("照会")
    assert main.shown("番号") == ""
