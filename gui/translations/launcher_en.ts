<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="ja">
<context>
    <name></name>
    <message>
        <source>一覧を見て承認(&amp;A)…</source>
        <translation>Look through and approve (&amp;A)…</translation>
    </message>
    <message numerus="yes">
        <source>承認待ちの取込 %n件。取り込んだ人と別の職員が一覧を確かめて承認するまで、実行できません。</source>
        <translation>
            <numerusform>%n import waits for approval. It cannot be run until somebody other than the importer has checked the list and approved it.</numerusform>
            <numerusform>%n imports wait for approval. They cannot be run until somebody other than the importer has checked the list and approved them.</numerusform>
        </translation>
    </message>
    <message>
        <source>見比べる項目</source>
        <translation>Fields to compare</translation>
    </message>
    <message>
        <source>（空欄）</source>
        <translation>(blank)</translation>
    </message>
    <message>
        <source>{label}の記入</source>
        <translation>Written in {label}</translation>
    </message>
    <message>
        <source>やめる</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>業務(&amp;R)</source>
        <translation>&amp;Task</translation>
    </message>
    <message>
        <source> 分</source>
        <translation> min</translation>
    </message>
    <message>
        <source>保守を記録</source>
        <translation>Book maintenance</translation>
    </message>
    <message>
        <source>ロボットの修理、マスタの更新、操作の研修などに人がかけた時間です。その業務の削減時間から引かれます。</source>
        <translation>Time people spent on mending robots, updating master data, training and the like. It is taken off the hours saved of the task.</translation>
    </message>
    <message>
        <source>記録する(&amp;S)</source>
        <translation>&amp;Save</translation>
    </message>
    <message>
        <source>かけた時間(&amp;M)</source>
        <translation>Ti&amp;me spent</translation>
    </message>
    <message>
        <source>いつ(&amp;D)</source>
        <translation>&amp;Date</translation>
    </message>
    <message>
        <source>例: 画面変更への対応</source>
        <translation>e.g. adapting to a changed screen</translation>
    </message>
    <message>
        <source>何をしたか(&amp;W)</source>
        <translation>&amp;What was done</translation>
    </message>
    <message>
        <source>訂正</source>
        <translation>Correction</translation>
    </message>
    <message>
        <source>台帳の行は書き換えません。差の分だけ訂正の行を加えます。確定した年度の訂正は管理職だけができ、もう一度確定するまで「確定後の訂正」として別に示されます。</source>
        <translation>Rows of the ledger are never rewritten: a correction row with the difference is added. Only a manager may correct a closed fiscal year, and the correction is shown apart until the year is closed again.</translation>
    </message>
    <message>
        <source>訂正を加える(&amp;S)</source>
        <translation>&amp;Save correction</translation>
    </message>
    <message>
        <source>増やす時間（減らすときはマイナス）(&amp;M)</source>
        <translation>Ti&amp;me to add (minus to take off)</translation>
    </message>
    <message>
        <source>何日の分か(&amp;D)</source>
        <translation>For which &amp;day</translation>
    </message>
    <message>
        <source>例: 7月の件数の数え違い</source>
        <translation>e.g. items of July miscounted</translation>
    </message>
    <message>
        <source>理由(&amp;W)</source>
        <translation>&amp;Why</translation>
    </message>
    <message>
        <source>年度の確定</source>
        <translation>Close fiscal year</translation>
    </message>
    <message>
        <source>いまの台帳までの合計に署名します。確定した値は変わりません。後から加わった行は訂正として示され、もう一度確定すると含まれます。</source>
        <translation>Signs the totals of the ledger as it is now. Closed figures do not change. Rows added later are shown as corrections and are included when the year is closed again.</translation>
    </message>
    <message>
        <source>確定する(&amp;S)</source>
        <translation>Clo&amp;se year</translation>
    </message>
    <message>
        <source>年度(&amp;Y)</source>
        <translation>Fiscal &amp;year</translation>
    </message>
    <message>
        <source>例: 課長会で報告</source>
        <translation>e.g. reported to the section heads</translation>
    </message>
    <message>
        <source>覚え書き(&amp;N)</source>
        <translation>&amp;Note</translation>
    </message>
    <message>
        <source>これまでの確定</source>
        <translation>Closed so far</translation>
    </message>
    <message>
        <source>{year}&#x3000;{saved} 時間&#x3000;{who}&#x3000;署名 {signature}</source>
        <translation>{year}  {saved} hours  {who}  signature {signature}</translation>
    </message>
    <message>
        <source>まだありません</source>
        <translation>None yet</translation>
    </message>
    <message>
        <source>見込みは、年間件数×1件の分に、紙の割合・規則で決まる割合・システム数・難しさから求めた割合を掛けた概算です。この庁の実績が3業務そろうと、実績の差で直します。</source>
        <translation>A forecast is an estimate: items a year × minutes per item × a share found from how much is on paper, how much follows rules, the number of systems and the difficulty. Once three tasks of this office have results, it is corrected by them.</translation>
    </message>
    <message>
        <source>CSVファイル (*.csv)</source>
        <translation>CSV files (*.csv)</translation>
    </message>
    <message>
        <source>次に自動化する業務（BPR）</source>
        <translation>Tasks to automate next (BPR)</translation>
    </message>
    <message>
        <source>順</source>
        <translation>Rank</translation>
    </message>
    <message>
        <source>承認の一覧&#x3000;{name}</source>
        <translation>To approve: {name}</translation>
    </message>
    <message numerus="yes">
        <source>この取込の %n件を承認しますか。</source>
        <translation>
            <numerusform>Approve %n item of this import?</numerusform>
            <numerusform>Approve %n items of this import?</numerusform>
        </translation>
    </message>
    <message>
        <source>{name}&#x3000;取り込んだ人 {who}&#x3000;{at}</source>
        <translation>{name}, imported by {who}, {at}</translation>
    </message>
    <message>
        <source>取り込んだ人は承認できません。別の職員が承認してください。</source>
        <translation>Whoever imported this cannot approve it. Somebody else has to.</translation>
    </message>
    <message>
        <source>すべての行を原票や決裁と見比べてください。承認した後に値が変わると、承認は取り消されます。</source>
        <translation>Compare every row with the papers or the decision. If a value changes after the approval, the approval lapses.</translation>
    </message>
    <message>
        <source>承認する値の一覧</source>
        <translation>Values to approve</translation>
    </message>
    <message>
        <source>承認しない(&amp;C)</source>
        <translation>Do not approve (&amp;C)</translation>
    </message>
    <message>
        <source>番号</source>
        <translation>No.</translation>
    </message>
    <message>
        <source>業務</source>
        <translation>Task</translation>
    </message>
    <message>
        <source>課</source>
        <translation>Section</translation>
    </message>
    <message>
        <source>件/年</source>
        <translation>Items/year</translation>
    </message>
    <message>
        <source>分/件</source>
        <translation>Min/item</translation>
    </message>
    <message>
        <source>紙</source>
        <translation>Paper</translation>
    </message>
    <message>
        <source>回収(年)</source>
        <translation>Payback (years)</translation>
    </message>
    <message>
        <source>候補の順位</source>
        <translation>Ranking of candidates</translation>
    </message>
    <message>
        <source>候補がまだありません。「CSVへ書き出す」で見出しだけの表を作り、Excelで記入してから「CSVから取り込む」を押してください。</source>
        <translation>No candidates yet. Export an empty CSV, fill it in with Excel, then import it.</translation>
    </message>
    <message>
        <source>見込み(時間)</source>
        <translation>Forecast (h)</translation>
    </message>
    <message>
        <source>幅(時間)</source>
        <translation>Range (h)</translation>
    </message>
    <message>
        <source>候補はありません。</source>
        <translation>There are no candidates.</translation>
    </message>
    <message>
        <source>見込み(時間/年)</source>
        <translation>Forecast (h/year)</translation>
    </message>
    <message>
        <source>実績(時間)</source>
        <translation>Actual (h)</translation>
    </message>
    <message>
        <source>件数</source>
        <translation>Items</translation>
    </message>
    <message>
        <source>1件の見込み→実績(分)</source>
        <translation>Per item: forecast → actual (min)</translation>
    </message>
    <message>
        <source>判定</source>
        <translation>Verdict</translation>
    </message>
    <message>
        <source>見込みと実績</source>
        <translation>Forecast and actual</translation>
    </message>
    <message>
        <source>「ロボットの業務番号」を書いた業務の実績が、ここに並びます。</source>
        <translation>Tasks with the number of their robot are listed here with what they saved.</translation>
    </message>
    <message>
        <source>導入後の見込みと実績</source>
        <translation>Forecast and actual of tasks in use</translation>
    </message>
    <message>
        <source>CSVから取り込む(&amp;I)…</source>
        <translation>&amp;Import CSV…</translation>
    </message>
    <message>
        <source>CSVへ書き出す(&amp;E)…</source>
        <translation>&amp;Export CSV…</translation>
    </message>
    <message>
        <source>閉じる(&amp;C)</source>
        <translation>&amp;Close</translation>
    </message>
    <message>
        <source>台帳を取り込む</source>
        <translation>Import register</translation>
    </message>
    <message>
        <source>台帳を書き出す</source>
        <translation>Export register</translation>
    </message>
    <message>
        <source>BPR台帳.csv</source>
        <translation>BPR register.csv</translation>
    </message>
    <message numerus="yes">
        <source>%n件を書き出しました。</source>
        <translation>
            <numerusform>Exported %n task.</numerusform>
            <numerusform>Exported %n tasks.</numerusform>
        </translation>
    </message>
    <message>
        <source>減る時間よりかかる時間の方が多い業務: {tasks}。</source>
        <translation>Tasks that cost more time than they save: {tasks}.</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>{low}〜{high}</source>
        <translation>{low}–{high}</translation>
    </message>
    <message>
        <source>（使わない）</source>
        <translation>(not used)</translation>
    </message>
    <message>
        <source>列の対応</source>
        <translation>Match columns</translation>
    </message>
    <message>
        <source>「{file}」の列を選んでください</source>
        <translation>Choose the columns of “{file}”</translation>
    </message>
    <message>
        <source>次からは、同じ見出しのファイルをこの対応で自動で読みます。</source>
        <translation>Files with the same headings will be read this way from now on.</translation>
    </message>
    <message>
        <source>この対応で読む(&amp;T)</source>
        <translation>Read &amp;this way</translation>
    </message>
    <message>
        <source>やめる(&amp;C)</source>
        <translation>&amp;Cancel</translation>
    </message>
    <message>
        <source>ロボットの項目</source>
        <translation>Field of the robot</translation>
    </message>
    <message>
        <source>ファイルの列</source>
        <translation>Column of the file</translation>
    </message>
    <message>
        <source>1行目の値</source>
        <translation>Value in first row</translation>
    </message>
    <message>
        <source>{name}&#x3000;必須</source>
        <translation>{name}  (required)</translation>
    </message>
    <message>
        <source>{name}の列</source>
        <translation>Column for {name}</translation>
    </message>
    <message>
        <source>列「{columns}」を2回選んでいます。</source>
        <translation>Column “{columns}” is chosen twice.</translation>
    </message>
    <message>
        <source>」「</source>
        <translation>”, “</translation>
    </message>
    <message>
        <source>必須の「{fields}」を選んでください。</source>
        <translation>Choose a column for “{fields}”: required.</translation>
    </message>
    <message>
        <source>純削減時間</source>
        <translation>Net hours saved</translation>
    </message>
    <message>
        <source>もう一つの読み方</source>
        <translation>The other reading</translation>
    </message>
    <message>
        <source>RPAを使う業務</source>
        <translation>Tasks with RPA</translation>
    </message>
    <message>
        <source>年度末の見込み</source>
        <translation>Forecast, year end</translation>
    </message>
    <message>
        <source>完了・例外</source>
        <translation>Done, exceptions</translation>
    </message>
    <message>
        <source>読取（AI-OCR）</source>
        <translation>Reading (AI-OCR)</translation>
    </message>
    <message>
        <source>金額の目安</source>
        <translation>Worth about</translation>
    </message>
    <message>
        <source>{hours} 時間</source>
        <translation>{hours} hours</translation>
    </message>
    <message>
        <source>計画 {target} 時間・達成 {reached}</source>
        <translation>Plan {target} hours, reached {reached}</translation>
    </message>
    <message>
        <source>この年度の計画に目標はありません</source>
        <translation>No target in this year’s plan</translation>
    </message>
    <message>
        <source>純削減時間（{mode}）</source>
        <translation>Net hours saved ({mode})</translation>
    </message>
    <message>
        <source>計画の『積算』の解釈は所管課に要確認</source>
        <translation>Ask the section in charge how the plan counts</translation>
    </message>
    <message>
        <source>{other}では</source>
        <translation>Read as {other}</translation>
    </message>
    <message numerus="yes">
        <source>%n 業務</source>
        <translation>
            <numerusform>%n task</numerusform>
            <numerusform>%n tasks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>計画 %n 業務</source>
        <translation>
            <numerusform>Plan: %n task</numerusform>
            <numerusform>Plan: %n tasks</numerusform>
        </translation>
    </message>
    <message>
        <source>目標なし</source>
        <translation>No target</translation>
    </message>
    <message>
        <source>{low}〜{high} 時間（10年に8年）</source>
        <translation>{low}–{high} hours (8 years in 10)</translation>
    </message>
    <message>
        <source>{items:,} 件</source>
        <translation>Items: {items:,}</translation>
    </message>
    <message>
        <source>例外 {exceptions:,} 件・削減率 {rate}</source>
        <translation>Exceptions: {exceptions:,}, time saved: {rate}</translation>
    </message>
    <message>
        <source>項目の正解率。文字 {right}、見ずに済んだ {accepted}</source>
        <translation>of fields right. Characters {right}, accepted unseen {accepted}</translation>
    </message>
    <message>
        <source>紙からの取込はまだありません</source>
        <translation>No imports from paper yet</translation>
    </message>
    <message>
        <source>{yen:,} 円</source>
        <translation>{yen:,} yen</translation>
    </message>
    <message>
        <source>1時間 {yen_per_hour:,} 円で計算</source>
        <translation>at {yen_per_hour:,} yen an hour</translation>
    </message>
    <message>
        <source>棒を押すと、元になった実行を開きます（矢印キーとEnterでも）</source>
        <translation>Press a bar to open the runs behind it (or arrow keys and Enter)</translation>
    </message>
    <message>
        <source>まだ計上がありません</source>
        <translation>Nothing booked yet</translation>
    </message>
    <message>
        <source>純削減時間の累計と計画</source>
        <translation>Net hours saved so far, and plan</translation>
    </message>
    <message>
        <source>計画 {goal:,.1f}</source>
        <translation>Plan {goal:,.1f}</translation>
    </message>
    <message>
        <source>見込み {middle:,.1f}</source>
        <translation>Forecast {middle:,.1f}</translation>
    </message>
    <message>
        <source>実績 {end:,.1f}</source>
        <translation>Actual {end:,.1f}</translation>
    </message>
    <message>
        <source>報告書を書き出すフォルダー</source>
        <translation>Folder for the reports</translation>
    </message>
    <message>
        <source>報告書を作っています…</source>
        <translation>Making the reports…</translation>
    </message>
    <message>
        <source>書き出しました: {names}</source>
        <translation>Exported: {names}</translation>
    </message>
    <message>
        <source>本番</source>
        <translation>Production</translation>
    </message>
    <message>
        <source>練習（KPIに算入しない）</source>
        <translation>Training (not counted)</translation>
    </message>
    <message>
        <source>計算例（架空）</source>
        <translation>Example (invented)</translation>
    </message>
    <message>
        <source>年間合計</source>
        <translation>yearly total</translation>
    </message>
    <message>
        <source>累計</source>
        <translation>running total</translation>
    </message>
    <message>
        <source>削減時間&#x3000;RPAスイート</source>
        <translation>Hours saved – RPA Suite</translation>
    </message>
    <message>
        <source>どの集計か</source>
        <translation>Which figures</translation>
    </message>
    <message>
        <source>計画の『積算』をどう読むか</source>
        <translation>How the plan counts</translation>
    </message>
    <message>
        <source>月別の純削減</source>
        <translation>Net hours saved by month</translation>
    </message>
    <message>
        <source>総量から純削減まで</source>
        <translation>From gross to net</translation>
    </message>
    <message>
        <source>業務別の純削減</source>
        <translation>Net hours saved by task</translation>
    </message>
    <message>
        <source>課別の純削減</source>
        <translation>Net hours saved by section</translation>
    </message>
    <message>
        <source>入力元別の純削減</source>
        <translation>Net hours saved by source</translation>
    </message>
    <message>
        <source>例外の理由</source>
        <translation>Reasons for exceptions</translation>
    </message>
    <message>
        <source>ロボット</source>
        <translation>Robot</translation>
    </message>
    <message>
        <source>試行</source>
        <translation>Attempts</translation>
    </message>
    <message>
        <source>成功</source>
        <translation>Success</translation>
    </message>
    <message>
        <source>1件の秒</source>
        <translation>Seconds per item</translation>
    </message>
    <message>
        <source>以前</source>
        <translation>Before</translation>
    </message>
    <message>
        <source>気づいたこと</source>
        <translation>Remarks</translation>
    </message>
    <message>
        <source>ロボットの稼働（30日間）</source>
        <translation>Robots at work (30 days)</translation>
    </message>
    <message>
        <source>この30日間の実行はありません。</source>
        <translation>There was no run in these 30 days.</translation>
    </message>
    <message>
        <source>業務別</source>
        <translation>By task</translation>
    </message>
    <message>
        <source>課別</source>
        <translation>By section</translation>
    </message>
    <message>
        <source>月別</source>
        <translation>By month</translation>
    </message>
    <message>
        <source>入力元別</source>
        <translation>By source</translation>
    </message>
    <message>
        <source>{number:,} 件</source>
        <translation>{number:,}</translation>
    </message>
    <message>
        <source>計算例には実行がありません。本番か練習の集計で棒を押してください。</source>
        <translation>The example has no runs. Choose the figures of production or training and press a bar there.</translation>
    </message>
    <message>
        <source>年度</source>
        <translation>Fiscal year</translation>
    </message>
    <message>
        <source>報告書を書き出す(&amp;E)…</source>
        <translation>&amp;Export reports…</translation>
    </message>
    <message>
        <source>積算:</source>
        <translation>Count as:</translation>
    </message>
    <message>
        <source>保守を記録(&amp;M)…</source>
        <translation>&amp;Maintenance…</translation>
    </message>
    <message>
        <source>訂正(&amp;T)…</source>
        <translation>Correc&amp;tion…</translation>
    </message>
    <message>
        <source>基準時間(&amp;B)…</source>
        <translation>&amp;Baselines…</translation>
    </message>
    <message>
        <source>次の業務(&amp;N)…</source>
        <translation>&amp;Next tasks…</translation>
    </message>
    <message>
        <source>年度の確定(&amp;K)…</source>
        <translation>C&amp;lose year…</translation>
    </message>
    <message>
        <source>累計と計画（時間）</source>
        <translation>So far, and plan (hours)</translation>
    </message>
    <message>
        <source>総量から純削減まで（時間）</source>
        <translation>From gross to net (hours)</translation>
    </message>
    <message>
        <source>純削減（時間）</source>
        <translation>Net saved (hours)</translation>
    </message>
    <message>
        <source>例外の理由（件）</source>
        <translation>Reasons for exceptions (items)</translation>
    </message>
    <message>
        <source>ロボットの稼働（30日間と、その前の90日間）</source>
        <translation>Robots at work (30 days, and the 90 days before)</translation>
    </message>
    <message>
        <source>令和{n}年度</source>
        <translation>FY Reiwa {n}</translation>
    </message>
    <message>
        <source>元</source>
        <translation>1</translation>
    </message>
    <message>
        <source>{year}の計上はまだありません。ロボットが明細を登録すると、ここに時間が出ます。</source>
        <translation>Nothing is booked for {year} yet. Hours appear here once a robot has entered items.</translation>
    </message>
    <message>
        <source>{task} {title}（{saved} 時間）</source>
        <translation>{task} {title} ({saved} hours)</translation>
    </message>
    <message>
        <source>基準時間が未計測の業務: {tasks}。「基準時間」で計るまで、件数だけを数えます。</source>
        <translation>Tasks without a baseline time: {tasks}. Until it is measured under “Baselines”, only their items are counted.</translation>
    </message>
    <message>
        <source>計算例は架空で、年間合計の読み方で作っています。累計の読み方の例は {sum} 時間です。</source>
        <translation>The example is invented and reads the plan as each year&apos;s total. Read as the sum since the introduction, an example is {sum} hours.</translation>
    </message>
    <message>
        <source>速報</source>
        <translation>Not closed yet</translation>
    </message>
    <message numerus="yes">
        <source>確定（その後の訂正 %n行）</source>
        <translation>
            <numerusform>Closed (%n correction since)</numerusform>
            <numerusform>Closed (%n corrections since)</numerusform>
        </translation>
    </message>
    <message>
        <source>確定</source>
        <translation>Closed</translation>
    </message>
    <message>
        <source>年度は終わっています</source>
        <translation>The year is over</translation>
    </message>
    <message>
        <source>実績が3か月そろうと出ます</source>
        <translation>Shown after three months of results</translation>
    </message>
    <message>
        <source>純削減</source>
        <translation>Net saved</translation>
    </message>
    <message>
        <source>未計測（{items:,} 件）</source>
        <translation>Not measured ({items:,})</translation>
    </message>
    <message>
        <source>未計測</source>
        <translation>Not measured</translation>
    </message>
    <message>
        <source>「完了」の後、業務システムの一覧にありません。業務システムで確かめ、無ければ手で登録してください。</source>
        <translation>Done, but missing from the list of the business system. Look there, and enter it by hand if it is not there.</translation>
    </message>
    <message>
        <source>業務システムの値が、入力した値と違います。あとから直されたものか、業務システムで確かめてください。</source>
        <translation>The business system holds other values than were entered. Look there whether somebody changed them later.</translation>
    </message>
    <message>
        <source>ロボットの職員番号の登録ですが、明細がありません。だれが登録したか確かめてください。</source>
        <translation>Entered with the robot’s staff number, but there is no such item. Find out who entered it.</translation>
    </message>
    <message>
        <source>業務システムの一覧と合わない登録はありません。</source>
        <translation>Every entry agrees with the list of the business system.</translation>
    </message>
    <message>
        <source>突合の結果</source>
        <translation>Reconciliation results</translation>
    </message>
    <message>
        <source>不一致</source>
        <translation>Difference</translation>
    </message>
    <message>
        <source>処理番号</source>
        <translation>Receipt number</translation>
    </message>
    <message>
        <source>明細</source>
        <translation>Item</translation>
    </message>
    <message>
        <source>違う項目</source>
        <translation>Fields that differ</translation>
    </message>
    <message>
        <source>見つけた日時</source>
        <translation>Found at</translation>
    </message>
    <message>
        <source>業務システムの一覧と合わない登録</source>
        <translation>Entries that differ from the business system’s list</translation>
    </message>
    <message>
        <source>片付けるものはありません。</source>
        <translation>There is nothing to settle.</translation>
    </message>
    <message>
        <source>どう対応したか（例: 業務システムで登録し直した）</source>
        <translation>What was done (e.g. entered again in the business system)</translation>
    </message>
    <message>
        <source>どう対応したか</source>
        <translation>What was done</translation>
    </message>
    <message>
        <source>対応済みにする(&amp;S)</source>
        <translation>Mark as &amp;settled</translation>
    </message>
    <message>
        <source>対応(&amp;N)</source>
        <translation>Actio&amp;n</translation>
    </message>
    <message>
        <source>{number}番</source>
        <translation>No. {number}</translation>
    </message>
    <message>
        <source>例外（人手）</source>
        <translation>Exceptions</translation>
    </message>
    <message>
        <source>準備・見守り</source>
        <translation>Supervision</translation>
    </message>
    <message>
        <source>見守り（実測）</source>
        <translation>Supervision (measured)</translation>
    </message>
    <message>
        <source>保守</source>
        <translation>Maintenance</translation>
    </message>
    <message>
        <source>上の表で実行を選ぶと、その台帳の行が出ます。</source>
        <translation>Choose a run above to see its rows of the ledger.</translation>
    </message>
    <message>
        <source>（実行のない行）</source>
        <translation>(rows without a run)</translation>
    </message>
    <message>
        <source>この棒の元になった実行はありません。</source>
        <translation>There are no runs behind this bar.</translation>
    </message>
    <message>
        <source>{title}&#x3000;の元になった実行</source>
        <translation>Runs behind {title}</translation>
    </message>
    <message>
        <source>読み込んでいます…</source>
        <translation>Loading…</translation>
    </message>
    <message>
        <source>開始</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>操作者</source>
        <translation>Operator</translation>
    </message>
    <message>
        <source>完了</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>例外</source>
        <translation>Exceptions</translation>
    </message>
    <message>
        <source>導入前</source>
        <translation>Before</translation>
    </message>
    <message>
        <source>導入後</source>
        <translation>After</translation>
    </message>
    <message>
        <source>実行</source>
        <translation>Run</translation>
    </message>
    <message>
        <source>行</source>
        <translation>Row</translation>
    </message>
    <message>
        <source>種類</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>基準時間</source>
        <translation>Baseline</translation>
    </message>
    <message>
        <source>備考</source>
        <translation>Remarks</translation>
    </message>
    <message>
        <source>台帳の行</source>
        <translation>Rows of the ledger</translation>
    </message>
    <message>
        <source>明細と証跡を開く(&amp;O)…</source>
        <translation>&amp;Open item and evidence…</translation>
    </message>
    <message>
        <source>選んだ実行の台帳の行（分）</source>
        <translation>Ledger rows of the chosen run (minutes)</translation>
    </message>
    <message>
        <source>（新しい{most}回まで）</source>
        <translation> (the latest {most})</translation>
    </message>
    <message>
        <source>実行 {n}回{cut}&#x3000;単位は分</source>
        <translation>Runs: {n}{cut}, in minutes</translation>
    </message>
    <message>
        <source>（古い{most:,}行まで。全部は rpa-suite kpi rows --json で）</source>
        <translation> (the oldest {most:,}; all of them by rpa-suite kpi rows --json)</translation>
    </message>
    <message>
        <source>{day}から</source>
        <translation>From {day}</translation>
    </message>
    <message>
        <source>ここにファイルをドロップ</source>
        <translation>Drop files here</translation>
    </message>
    <message>
        <source>ファイルを選ぶ(&amp;O)…</source>
        <translation>Ch&amp;oose files…</translation>
    </message>
    <message>
        <source>帳票のスキャン（PDF・TIFF・JPEG・PNG）</source>
        <translation>scans of forms (PDF, TIFF, JPEG, PNG)</translation>
    </message>
    <message>
        <source>表（CSV・Excel）</source>
        <translation>tables (CSV, Excel)</translation>
    </message>
    <message>
        <source>{kinds}を受け取ります。取り込む前に内容を確かめられます。</source>
        <translation>Takes {kinds}. You can check the contents before importing.</translation>
    </message>
    <message>
        <source>取り込めるファイル ({kinds})</source>
        <translation>Files that can be imported ({kinds})</translation>
    </message>
    <message>
        <source>すべてのファイル (*)</source>
        <translation>All files (*)</translation>
    </message>
    <message>
        <source>帳票のスキャン ({scans})</source>
        <translation>Scans of forms ({scans})</translation>
    </message>
    <message>
        <source>CSV・Excel ({tables})</source>
        <translation>CSV, Excel ({tables})</translation>
    </message>
    <message>
        <source>同じ</source>
        <translation>Same</translation>
    </message>
    <message>
        <source>前の明細を開く(&amp;E)…</source>
        <translation>Op&amp;en earlier item…</translation>
    </message>
    <message>
        <source>項目</source>
        <translation>Field</translation>
    </message>
    <message>
        <source>この行</source>
        <translation>This row</translation>
    </message>
    <message>
        <source>前の内容</source>
        <translation>Earlier</translation>
    </message>
    <message>
        <source>前の明細との違い</source>
        <translation>Differences from the earlier item</translation>
    </message>
    <message>
        <source>&#x3000;処理番号 {receipt}</source>
        <translation>  Receipt number {receipt}</translation>
    </message>
    <message>
        <source>前の明細: {at} の取込 {number}番&#x3000;{state}{receipt}</source>
        <translation>Earlier item: import of {at}, no. {number}  {state}{receipt}</translation>
    </message>
    <message>
        <source>このファイルの {number} 行目</source>
        <translation>Row {number} of this file</translation>
    </message>
    <message>
        <source>空欄</source>
        <translation>Blank</translation>
    </message>
    <message>
        <source>理由と明細</source>
        <translation>Reason and item</translation>
    </message>
    <message>
        <source>状態</source>
        <translation>State</translation>
    </message>
    <message>
        <source>{reason}&#x3000;{n}件</source>
        <translation>{reason}  ({n})</translation>
    </message>
    <message>
        <source>明細なし</source>
        <translation>No item</translation>
    </message>
    <message>
        <source>突合</source>
        <translation>Reconciliation</translation>
    </message>
    <message>
        <source>人の手が要るものはありません。

ロボットが登録できなかった明細や、業務システムの一覧と合わない登録が
ここに理由ごとに並びます。</source>
        <translation>Nothing needs a person.

Items a robot could not enter, and entries that differ from the business system’s list,
appear here by reason.</translation>
    </message>
    <message>
        <source>左の一覧から明細を選ぶと、することと証跡が出ます。</source>
        <translation>Choose an item on the left to see what to do and the evidence.</translation>
    </message>
    <message>
        <source>業務システムの一覧照会で、この処理番号の登録を確かめます。</source>
        <translation>Look up this receipt number in the list of the business system.</translation>
    </message>
    <message>
        <source>どう対応したかを「突合の結果」に書くと、この一覧から消えます。</source>
        <translation>Write what you did under “Reconciliation results”; it then leaves this list.</translation>
    </message>
    <message>
        <source>理由・業務・番号で絞る</source>
        <translation>Filter by reason, task, number</translation>
    </message>
    <message>
        <source>確認する(&amp;V)…</source>
        <translation>&amp;Verify…</translation>
    </message>
    <message>
        <source>突合の結果(&amp;D)…</source>
        <translation>Reconc&amp;iliation results…</translation>
    </message>
    <message>
        <source>例外&#x3000;{n}件</source>
        <translation>Exceptions  ({n})</translation>
    </message>
    <message>
        <source>&#x3000;{number}番</source>
        <translation>  No. {number}</translation>
    </message>
    <message>
        <source>（{told}）</source>
        <translation> ({told})</translation>
    </message>
    <message>
        <source>この業務で人が決めること: {people}</source>
        <translation>What people decide in this task: {people}</translation>
    </message>
    <message>
        <source>人の手が要るものの一覧</source>
        <translation>What needs a person</translation>
    </message>
    <message>
        <source>このとおり</source>
        <translation>as shown</translation>
    </message>
    <message>
        <source>1〜9</source>
        <translation>1–9</translation>
    </message>
    <message>
        <source>候補を選ぶ（数字と日付の欄は Alt+1〜9）</source>
        <translation>take a candidate (Alt+1–9 in number and date fields)</translation>
    </message>
    <message>
        <source>空欄・抹消</source>
        <translation>blank, struck out</translation>
    </message>
    <message>
        <source>読めない</source>
        <translation>not readable</translation>
    </message>
    <message>
        <source>本人に確認</source>
        <translation>ask the applicant</translation>
    </message>
    <message>
        <source>あとで見る</source>
        <translation>later</translation>
    </message>
    <message>
        <source>1つ戻る</source>
        <translation>back by one</translation>
    </message>
    <message>
        <source>この票の全項目を見る</source>
        <translation>see all fields of this form</translation>
    </message>
    <message>
        <source>伏せた欄を見る（記録に残ります）</source>
        <translation>show masked fields (recorded)</translation>
    </message>
    <message>
        <source>この票を終える</source>
        <translation>finish this form</translation>
    </message>
    <message>
        <source>この欄の値</source>
        <translation>Value of this field</translation>
    </message>
    <message>
        <source>候補</source>
        <translation>Candidates</translation>
    </message>
    <message>
        <source>必ず要る欄です。何も書かれていなければ F4、読めなければ F2 を押してください。</source>
        <translation>This field is required. Press F4 if nothing is written, F2 if it is not readable.</translation>
    </message>
    <message>
        <source>戻れる組はありません。</source>
        <translation>There is no set to go back to.</translation>
    </message>
    <message>
        <source>矢印で動き、違う文字で Space（正しい字が分かればその字のキー）。Enter で残りをまとめて確定します。Ctrl+Z で前の組へ戻ります。</source>
        <translation>Move with the arrows; press Space on a wrong character (or the key of the right one). Enter confirms all the others. Ctrl+Z goes back to the last set.</translation>
    </message>
    <message>
        <source>{number}番の票&#x3000;{label}&#x3000;{place}文字目</source>
        <translation>Form {number}  {label}  character {place}</translation>
    </message>
    <message>
        <source>&#x3000;違う文字</source>
        <translation>  wrong</translation>
    </message>
    <message>
        <source>{where}&#x3000;「{char}」{odd}</source>
        <translation>{where}  “{char}”{odd}</translation>
    </message>
    <message>
        <source>違う</source>
        <translation>Wrong</translation>
    </message>
    <message>
        <source>同じ文字と読んだ画像の一覧</source>
        <translation>Images read as the same character</translation>
    </message>
    <message>
        <source>「{char}」と読んだ文字&#x3000;{n}個</source>
        <translation>Read as “{char}”: {n}</translation>
    </message>
    <message>
        <source>画像を切り抜いています…&#x3000;あと{missing}個</source>
        <translation>Cutting out images…  {missing} left</translation>
    </message>
    <message>
        <source>「{read}」ではない字があります。紙を見て入力してください。</source>
        <translation>Not everything is “{read}”. Look at the paper and type it.</translation>
    </message>
    <message>
        <source>{at}文字目を「{char}」に直しました。原票と見比べてください。</source>
        <translation>Character {at} was changed to “{char}”. Compare with the paper.</translation>
    </message>
    <message>
        <source>承認待ち</source>
        <translation>To approve</translation>
    </message>
    <message>
        <source>ほかの例外</source>
        <translation>Other exceptions</translation>
    </message>
    <message>
        <source>今日することはありません。ファイルをここへドロップすると取り込めます。</source>
        <translation>Nothing to do today. Drop files here to import them.</translation>
    </message>
    <message>
        <source>帳票のスキャン（PDF・TIFF・JPEG・PNG）や表（CSV・Excel）をどこへ落としても、合うロボットと帳票を提案します。取り込む前に内容を確かめられます。</source>
        <translation>Drop scans of forms (PDF, TIFF, JPEG, PNG) or tables (CSV, Excel) anywhere: the robot and form that fit are proposed. You can check the contents before importing.</translation>
    </message>
    <message>
        <source>今日の仕事</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>処理番号で明細を探す</source>
        <translation>Find item by receipt number</translation>
    </message>
    <message>
        <source>{what} {count}件</source>
        <translation>{what}: {count}</translation>
    </message>
    <message>
        <source>まだ実行していません。</source>
        <translation>Not run yet.</translation>
    </message>
    <message>
        <source>どのファイルでもここへ</source>
        <translation>Drop any file here</translation>
    </message>
    <message>
        <source>すること</source>
        <translation>To do</translation>
    </message>
    <message>
        <source>前回の実行</source>
        <translation>Last runs</translation>
    </message>
    <message>
        <source>確認する</source>
        <translation>Verify</translation>
    </message>
    <message>
        <source>例外を見る</source>
        <translation>See exceptions</translation>
    </message>
    <message>
        <source>開く</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>支援措置などで抑止された明細です。内容は表示しません。番号だけを担当者へ伝えて引き継いでください。</source>
        <translation>This item is on hold, for protective measures or the like. Its contents are not shown. Pass on only its number to the person in charge.</translation>
    </message>
    <message>
        <source>明細 {number}番</source>
        <translation>Item {number}</translation>
    </message>
    <message>
        <source>{number}番&#x3000;{state}{receipt}</source>
        <translation>No. {number}  {state}{receipt}</translation>
    </message>
    <message>
        <source>取り込んだ人 {who}</source>
        <translation>Imported by {who}</translation>
    </message>
    <message>
        <source>まだ明細はありません。

上の枠にファイルをドロップすると、内容を確かめてから取り込めます。
取り込んだ明細はここに並び、「実行」でロボットが業務システムへ登録します。</source>
        <translation>No items yet.

Drop files on the frame above: you check the contents, then import them.
Imported items appear here; “Run” has the robot enter them in the business system.</translation>
    </message>
    <message>
        <source>表示する取込</source>
        <translation>Import shown</translation>
    </message>
    <message>
        <source>結果をExcelへ(&amp;E)…</source>
        <translation>&amp;Export results…</translation>
    </message>
    <message>
        <source>Ctrl+E&#x3000;取り込んだ表に、結果の列を付けて返します</source>
        <translation>Ctrl+E  Returns the imported table with columns for the results</translation>
    </message>
    <message>
        <source>処理結果票(&amp;P)…</source>
        <translation>Result sli&amp;p…</translation>
    </message>
    <message>
        <source>件数と処理番号を1枚のPDFにします（氏名は出ません）</source>
        <translation>Counts and receipt numbers on a one-page PDF (no names)</translation>
    </message>
    <message>
        <source>帳票をPDFへ(&amp;F)…</source>
        <translation>Notices to PD&amp;F…</translation>
    </message>
    <message>
        <source>ロボットが登録のたびに保存した帳票を、1つのPDFにまとめます</source>
        <translation>Puts the notices that the robot saved with each entry into one PDF</translation>
    </message>
    <message>
        <source>選んだ明細を再実行(&amp;T)…</source>
        <translation>Run selec&amp;ted items again…</translation>
    </message>
    <message>
        <source>Ctrl や Shift を押しながら選んだ明細だけを、ロボットにもう一度させます</source>
        <translation>Has the robot do only the items selected with Ctrl or Shift again</translation>
    </message>
    <message>
        <source>すべての取込</source>
        <translation>All imports</translation>
    </message>
    <message>
        <source>明細の一覧</source>
        <translation>Items</translation>
    </message>
    <message>
        <source>ダブルクリックか Enter で明細の内容と履歴</source>
        <translation>Double-click or Enter: contents and history of the item</translation>
    </message>
    <message>
        <source>明細</source>
        <comment>list</comment>
        <translation>Items</translation>
    </message>
    <message>
        <source>理由</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>更新</source>
        <translation>Updated</translation>
    </message>
    <message>
        <source>読み取りに迷いがあります。確認してください。</source>
        <translation>The reading is doubtful. Please verify.</translation>
    </message>
    <message>
        <source>処理番号「{receipt}」の明細はありません。番号を確かめるか、ロボットの一覧から探してください。</source>
        <translation>There is no item with receipt number “{receipt}”. Check the number, or look through the list of robots.</translation>
    </message>
    <message>
        <source>ロボットが実行中です。窓を閉じても実行は続き、次に開いたときに続きが見えます。止めて閉じると、いま登録している明細を終えてから閉じます。残りの明細は「実行待ち」のまま残ります。</source>
        <translation>A robot is running. If you close the window the run goes on, and you will see it when you open it again. Stop and close finishes the current item first; the others stay “Ready to run”.</translation>
    </message>
    <message>
        <source>実行を続けて閉じる(&amp;G)</source>
        <translation>Close, keep runnin&amp;g</translation>
    </message>
    <message>
        <source>止めて閉じる(&amp;S)</source>
        <translation>&amp;Stop and close</translation>
    </message>
    <message>
        <source>閉じない(&amp;C)</source>
        <translation>Do not &amp;close</translation>
    </message>
    <message>
        <source>いまの明細が終わるのを待っています。すぐに終わらせると、登録の途中だった明細は「照会待ち」になり、次の実行の初めに業務システムの履歴で確かめます。</source>
        <translation>Waiting for the current item to finish. If you end it now, an item that was being submitted becomes “Waiting for inquiry”, and the next run first looks in the history of the business system.</translation>
    </message>
    <message>
        <source>すぐに終わらせる(&amp;K)</source>
        <translation>&amp;End now</translation>
    </message>
    <message>
        <source>待つ(&amp;C)</source>
        <translation>&amp;Wait</translation>
    </message>
    <message>
        <source>いまの明細を終えてから閉じます…</source>
        <translation>Closing after the current item…</translation>
    </message>
    <message>
        <source>日時</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>人</source>
        <translation>Who</translation>
    </message>
    <message>
        <source>できごと</source>
        <translation>Event</translation>
    </message>
    <message>
        <source>詳細</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>履歴</source>
        <translation>History</translation>
    </message>
    <message>
        <source>内容</source>
        <translation>Contents</translation>
    </message>
    <message>
        <source>読み取り</source>
        <translation>Reading</translation>
    </message>
    <message>
        <source>確認した人</source>
        <translation>Verified by</translation>
    </message>
    <message>
        <source>明細の内容</source>
        <translation>Contents of the item</translation>
    </message>
    <message>
        <source>個人情報を表示する(&amp;V)</source>
        <translation>&amp;Show personal data</translation>
    </message>
    <message>
        <source>表示したことは監査記録に残ります</source>
        <translation>Showing it is kept in the audit log</translation>
    </message>
    <message>
        <source>証跡(&amp;P)</source>
        <translation>E&amp;vidence</translation>
    </message>
    <message>
        <source>内容(&amp;N)</source>
        <translation>Co&amp;ntents</translation>
    </message>
    <message>
        <source>履歴(&amp;L)</source>
        <translation>Histor&amp;y</translation>
    </message>
    <message>
        <source>原票</source>
        <translation>Paper form</translation>
    </message>
    <message>
        <source>原票&#x3000;{label}</source>
        <translation>Paper form  {label}</translation>
    </message>
    <message>
        <source>表示しています</source>
        <translation>Shown</translation>
    </message>
    <message>
        <source>個人の項目は塗りつぶしてあります。映っている間だけ画面を撮り、保存しません。</source>
        <translation>Personal fields are painted over. The screen is captured only while shown, and never kept.</translation>
    </message>
    <message>
        <source>画面を待っています…

ロボットが本人の記録を開き、支援措置の対象でないと確かめてから映ります。</source>
        <translation>Waiting for the screen…

It is shown once the robot has opened the person’s record and made sure that no protective measures apply.</translation>
    </message>
    <message>
        <source>実行は終わりました。</source>
        <translation>The run has ended.</translation>
    </message>
    <message>
        <source>ロボットの画面</source>
        <translation>The robot’s screen</translation>
    </message>
    <message>
        <source>{number}番の登録</source>
        <translation>Entering no. {number}</translation>
    </message>
    <message>
        <source>確認を待つ項目はありません。</source>
        <translation>No fields wait to be verified.</translation>
    </message>
    <message numerus="yes">
        <source>確認が終わりました。%n項目を見ました。</source>
        <translation>
            <numerusform>All verified. You looked at %n field.</numerusform>
            <numerusform>All verified. You looked at %n fields.</numerusform>
        </translation>
    </message>
    <message>
        <source>実行待ちになった票&#x3000;{confirmed}件</source>
        <translation>Forms now ready to run: {confirmed}</translation>
    </message>
    <message>
        <source>ほかの人の確認を待つ票&#x3000;{waiting}件</source>
        <translation>Forms that wait for another person: {waiting}</translation>
    </message>
    <message>
        <source>読めない・本人に確認&#x3000;{put_aside}項目</source>
        <translation>Not readable, or ask the applicant: {put_aside}</translation>
    </message>
    <message>
        <source>所要 {time}（1項目 {each:.1f}秒）</source>
        <translation>Time: {time} ({each:.1f} seconds per field)</translation>
    </message>
    <message>
        <source>RPAスイート</source>
        <translation>RPA Suite</translation>
    </message>
    <message>
        <source>操作者: {who}</source>
        <translation>Operator: {who}</translation>
    </message>
    <message numerus="yes">
        <source>%n 件を取り込みました。</source>
        <translation>
            <numerusform>Imported %n item.</numerusform>
            <numerusform>Imported %n items.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>仕分け不可トレイに %n ページあります（Ctrl+T）。</source>
        <translation>
            <numerusform> %n page is in the unsorted tray (Ctrl+T).</numerusform>
            <numerusform> %n pages are in the unsorted tray (Ctrl+T).</numerusform>
        </translation>
    </message>
    <message>
        <source>左の一覧からロボットを選んでください。</source>
        <translation>Choose a robot from the list on the left.</translation>
    </message>
    <message>
        <source>{now} 更新</source>
        <translation>Updated {now}</translation>
    </message>
    <message>
        <source>使えないロボットがあります（{names}）。「詳細」を情報担当へ知らせてください。直してから起動し直すと使えます。</source>
        <translation>Some robots cannot be used ({names}). Tell the IT staff what stands under &quot;Details&quot;. They can be used once they are mended and the program is started again.</translation>
    </message>
    <message>
        <source>ファイルを開く(&amp;O)…</source>
        <translation>&amp;Open files…</translation>
    </message>
    <message>
        <source>帳票の束を仕分けて取り込む(&amp;B)…</source>
        <translation>Sort and import a &amp;bundle of forms…</translation>
    </message>
    <message>
        <source>仕分け不可トレイ(&amp;T)…</source>
        <translation>Unsorted &amp;tray…</translation>
    </message>
    <message>
        <source>終了(&amp;X)</source>
        <translation>E&amp;xit</translation>
    </message>
    <message>
        <source>実行(&amp;R)</source>
        <translation>&amp;Run</translation>
    </message>
    <message>
        <source>一時停止・再開(&amp;P)</source>
        <translation>&amp;Pause or resume</translation>
    </message>
    <message>
        <source>停止(&amp;S)</source>
        <translation>&amp;Stop</translation>
    </message>
    <message>
        <source>ホーム(&amp;H)</source>
        <translation>&amp;Home</translation>
    </message>
    <message>
        <source>例外(&amp;E)</source>
        <translation>&amp;Exceptions</translation>
    </message>
    <message>
        <source>更新(&amp;R)</source>
        <translation>&amp;Refresh</translation>
    </message>
    <message>
        <source>ロボットを探す(&amp;F)</source>
        <translation>&amp;Find a robot</translation>
    </message>
    <message>
        <source>設定(&amp;S)…</source>
        <translation>&amp;Settings…</translation>
    </message>
    <message>
        <source>削減時間（管理職）(&amp;K)…</source>
        <translation>Hours sa&amp;ved (managers)…</translation>
    </message>
    <message>
        <source>はじめての練習(&amp;T)…</source>
        <translation>First prac&amp;tice…</translation>
    </message>
    <message>
        <source>ファイル(&amp;F)</source>
        <translation>&amp;File</translation>
    </message>
    <message>
        <source>ロボット(&amp;R)</source>
        <translation>&amp;Robot</translation>
    </message>
    <message>
        <source>表示(&amp;V)</source>
        <translation>&amp;View</translation>
    </message>
    <message>
        <source>ヘルプ(&amp;H)</source>
        <translation>&amp;Help</translation>
    </message>
    <message>
        <source>予期しない問題が起きました。もう一度操作してください。続くときは「詳細」を情報担当へ知らせてください。</source>
        <translation>Something unexpected happened. Please try again. If it goes on, send the details to IT staff.</translation>
    </message>
    <message>
        <source>変えるときは、情報担当が settings.toml を書き換えます。</source>
        <translation>To change these, IT staff edit settings.toml.</translation>
    </message>
    <message>
        <source>診断する(&amp;E)</source>
        <translation>&amp;Examine</translation>
    </message>
    <message>
        <source>結果</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>内容と次にすること</source>
        <translation>Details and what to do</translation>
    </message>
    <message>
        <source>項目</source>
        <comment>check</comment>
        <translation>Check</translation>
    </message>
    <message>
        <source>診断の結果</source>
        <translation>Results of the examination</translation>
    </message>
    <message>
        <source>「診断する」を押すと、足りないものと次にすることが出ます。</source>
        <translation>Press “Examine” to see what is missing and what to do next.</translation>
    </message>
    <message>
        <source>調べています…</source>
        <translation>Examining…</translation>
    </message>
    <message>
        <source>○ 良</source>
        <translation>○ good</translation>
    </message>
    <message>
        <source>× 要対応</source>
        <translation>× to fix</translation>
    </message>
    <message>
        <source>{page}&#x3000;{count}件</source>
        <translation>{page}  ({count})</translation>
    </message>
    <message>
        <source>取込の確認 - {title}</source>
        <translation>Check import - {title}</translation>
    </message>
    <message>
        <source>{file}&#x3000;まだ何も保存していません。</source>
        <translation>{file}  Nothing has been saved yet.</translation>
    </message>
    <message>
        <source>問題のある行だけ(&amp;P)</source>
        <translation>Rows with &amp;problems only</translation>
    </message>
    <message numerus="yes">
        <source>%n件を取り込む(&amp;I)</source>
        <translation>
            <numerusform>&amp;Import %n item</numerusform>
            <numerusform>&amp;Import %n items</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>直したセル %n&#x3000;元のファイルは変わりません。</source>
        <translation>
            <numerusform>%n cell changed  The file itself stays as it is.</numerusform>
            <numerusform>%n cells changed  The file itself stays as it is.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>前に直しかけたセル %n から続けます（「元に戻す」で取り消せます）。</source>
        <translation>
            <numerusform>Goes on with %n cell corrected before (Undo takes it back).</numerusform>
            <numerusform>Goes on with %n cells corrected before (Undo takes them back).</numerusform>
        </translation>
    </message>
    <message>
        <source>取り込んでいます…</source>
        <translation>Importing…</translation>
    </message>
    <message>
        <source>取り込む行</source>
        <translation>Rows to import</translation>
    </message>
    <message>
        <source>セルを選んで入力すると、その場で直せます（F2、Ctrl+Z）</source>
        <translation>Select a cell and type to mend it here (F2, Ctrl+Z)</translation>
    </message>
    <message>
        <source>元に戻す</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>やり直す</source>
        <translation>Redo</translation>
    </message>
    <message>
        <source>選んだ帳票の内容（確認が要るものが上）</source>
        <translation>Contents of the chosen form (what needs checking comes first)</translation>
    </message>
    <message>
        <source>選んだ行で確認すること</source>
        <translation>What to check in the chosen row</translation>
    </message>
    <message>
        <source>列の対応(&amp;L)…</source>
        <translation>Match co&amp;lumns…</translation>
    </message>
    <message>
        <source>ファイルのどの列を何として読むか</source>
        <translation>Which column of the file is read as what</translation>
    </message>
    <message numerus="yes">
        <source>エラーと重複の%n件は取り込みません。</source>
        <translation>
            <numerusform>%n row with an error or a duplicate will not be imported.</numerusform>
            <numerusform>%n rows with errors or duplicates will not be imported.</numerusform>
        </translation>
    </message>
    <message>
        <source>この同じファイルは前にも取り込まれています。もう一度取り込む必要があるかを確かめてください。</source>
        <translation>This same file was imported before. Make sure that it has to be imported again.</translation>
    </message>
    <message>
        <source>取り込める行がありません。下の「確認すること」を見てファイルを直してから、もう一度選んでください。</source>
        <translation>There are no rows to import. See “To check” below, mend the file and choose it again.</translation>
    </message>
    <message>
        <source>取り込むと</source>
        <translation>On import</translation>
    </message>
    <message>
        <source>確認すること</source>
        <translation>To check</translation>
    </message>
    <message>
        <source>（ほか{n}件）</source>
        <translation> (and {n} more)</translation>
    </message>
    <message>
        <source>直す前: {before}</source>
        <translation>Before: {before}</translation>
    </message>
    <message>
        <source>取り込むロボット</source>
        <translation>Robot for the import</translation>
    </message>
    <message>
        <source> ほか{n}件</source>
        <translation> and {n} more</translation>
    </message>
    <message>
        <source>「{file}」{more}を取り込むロボット</source>
        <translation>Which robot imports “{file}”{more}?</translation>
    </message>
    <message>
        <source>合う順に並べました。次の画面で内容を確かめてから取り込みます。</source>
        <translation>Best fit first. You check the contents on the next screen before importing.</translation>
    </message>
    <message>
        <source>合うロボットの一覧</source>
        <translation>Robots that fit</translation>
    </message>
    <message>
        <source>ほかのロボットも見る(&amp;A)</source>
        <translation>Show &amp;all robots</translation>
    </message>
    <message>
        <source>内容を確かめる(&amp;T)</source>
        <translation>Check con&amp;tents</translation>
    </message>
    <message>
        <source>{task}&#x3000;{title}&#x3000;（{section}）
{why}</source>
        <translation>{task}  {title}  ({section})
{why}</translation>
    </message>
    <message>
        <source>ファイルを選ぶ</source>
        <translation>Choose files</translation>
    </message>
    <message>
        <source>読み取り中</source>
        <translation>Reading</translation>
    </message>
    <message>
        <source>「{file}」を読み取っています。</source>
        <translation>Reading “{file}”.</translation>
    </message>
    <message>
        <source>読み取りの準備をしています…</source>
        <translation>Getting ready to read…</translation>
    </message>
    <message>
        <source>読み取りの進み</source>
        <translation>Progress of reading</translation>
    </message>
    <message>
        <source>キャンセル(&amp;C)</source>
        <translation>&amp;Cancel</translation>
    </message>
    <message>
        <source>取り消しても、何も保存されません。</source>
        <translation>If you cancel, nothing is saved.</translation>
    </message>
    <message numerus="yes">
        <source>%n ページを読み取りました</source>
        <translation>
            <numerusform>Read %n page</numerusform>
            <numerusform>Read %n pages</numerusform>
        </translation>
    </message>
    <message>
        <source>{number} / {total} ページ</source>
        <translation>Page {number} / {total}</translation>
    </message>
    <message>
        <source>{number} / {total} ページ&#x3000;{left}</source>
        <translation>Page {number} / {total}  {left}</translation>
    </message>
    <message>
        <source>取り消しています…</source>
        <translation>Cancelling…</translation>
    </message>
    <message>
        <source>結果をExcelへ: {label}</source>
        <translation>Export results: {label}</translation>
    </message>
    <message>
        <source>処理結果</source>
        <translation>Results</translation>
    </message>
    <message>
        <source>処理結果票: {label}</source>
        <translation>Result slip: {label}</translation>
    </message>
    <message>
        <source>処理結果票</source>
        <translation>Result slip</translation>
    </message>
    <message>
        <source>帳票をPDFへ: {label}</source>
        <translation>Notices to PDF: {label}</translation>
    </message>
    <message numerus="yes">
        <source>%n件の結果を「{file}」へ書き出しました。</source>
        <translation>
            <numerusform>Exported the result of %n item to “{file}”.</numerusform>
            <numerusform>Exported the results of %n items to “{file}”.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n件の帳票を「{file}」へ書き出しました。</source>
        <translation>
            <numerusform>Exported %n notice to “{file}”.</numerusform>
            <numerusform>Exported %n notices to “{file}”.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n件の処理結果票を「{file}」へ書き出しました。</source>
        <translation>
            <numerusform>Exported the result slip of %n item to “{file}”.</numerusform>
            <numerusform>Exported the result slip of %n items to “{file}”.</numerusform>
        </translation>
    </message>
    <message>
        <source>{duty}は、役割{roles}の人ができます</source>
        <translation>{duty}: only with the role {roles}</translation>
    </message>
    <message>
        <source>か</source>
        <translation> or </translation>
    </message>
    <message>
        <source>「{role}」</source>
        <translation>“{role}”</translation>
    </message>
    <message>
        <source>ロボットがまだありません。

robots フォルダにロボットを置いてから、このソフトを起動し直してください。
置き場所がわからないときは、情報担当へ連絡してください。</source>
        <translation>There are no robots yet.

Put robots into the folder “robots”, then start this program again.
If you do not know where that is, ask IT staff.</translation>
    </message>
    <message>
        <source>業務番号・名前・課で絞る</source>
        <translation>Filter by task, name, section</translation>
    </message>
    <message>
        <source>ロボット(&amp;B)</source>
        <translation>Ro&amp;bots</translation>
    </message>
    <message>
        <source>ロボットの一覧</source>
        <translation>Robots</translation>
    </message>
    <message>
        <source>見つかりません。言葉を変えてください。</source>
        <translation>Nothing found. Try other words.</translation>
    </message>
    <message>
        <source>使えないロボット {count}件…</source>
        <translation>Robots that cannot be used: {count}…</translation>
    </message>
    <message>
        <source>・</source>
        <translation>, </translation>
    </message>
    <message>
        <source>待ちはありません</source>
        <translation>Nothing waits</translation>
    </message>
    <message>
        <source>実行中 {running}</source>
        <translation>Running {running}</translation>
    </message>
    <message>
        <source>実行できません</source>
        <translation>Cannot run</translation>
    </message>
    <message>
        <source>確認する(&amp;V)</source>
        <translation>&amp;Verify</translation>
    </message>
    <message>
        <source>突合の結果(&amp;D)</source>
        <translation>Reconc&amp;iliation results</translation>
    </message>
    <message>
        <source>読み取りを取り消しました。何も保存していません。</source>
        <translation>Reading was cancelled. Nothing was saved.</translation>
    </message>
    <message>
        <source>{why_not}情報担当へ連絡してください。</source>
        <translation>{why_not} Please tell IT staff.</translation>
    </message>
    <message numerus="yes">
        <source>業務システムの一覧と合わない登録が %n件あります。</source>
        <translation>
            <numerusform>%n entry differs from the business system’s list.</numerusform>
            <numerusform>%n entries differ from the business system’s list.</numerusform>
        </translation>
    </message>
    <message>
        <source>取込を承認しました。</source>
        <translation>The import is approved.</translation>
    </message>
    <message numerus="yes">
        <source>選んだ明細のうち %n件を、いま実行しますか。「要確認」と「エラー」は同じ内容で「実行待ち」に戻してから入力し、「照会待ち」は先に業務システムの履歴を調べます。ほかの明細は実行しません。</source>
        <translation>
            <numerusform>Run %n of the selected items now? “Needs review” and “Error” go back to “Ready to run” with the same contents and are entered; for “Waiting for inquiry” the history of the business system is searched first. Other items are not run.</numerusform>
            <numerusform>Run %n of the selected items now? “Needs review” and “Error” go back to “Ready to run” with the same contents and are entered; for “Waiting for inquiry” the history of the business system is searched first. Other items are not run.</numerusform>
        </translation>
    </message>
    <message>
        <source>実行する(&amp;G)</source>
        <translation>R&amp;un</translation>
    </message>
    <message>
        <source>（除外 {left_out}件）</source>
        <translation> (left out: {left_out})</translation>
    </message>
    <message numerus="yes">
        <source>%n件を取り込みました{left_out}。</source>
        <translation>
            <numerusform>Imported %n item{left_out}.</numerusform>
            <numerusform>Imported %n items{left_out}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>確認待ち %n件。読み取りに迷いのある項目があり、人が確かめるまでロボットは登録しません。</source>
        <translation>
            <numerusform>%n item to verify. Some fields were read with doubt; the robot does not enter them until a person has verified them.</numerusform>
            <numerusform>%n items to verify. Some fields were read with doubt; the robot does not enter them until a person has verified them.</numerusform>
        </translation>
    </message>
    <message>
        <source>{section}&#x3000;・&#x3000;接続先: {site}</source>
        <translation>{section}  ·  Connects to: {site}</translation>
    </message>
    <message>
        <source>選んだ行の内容と確認すること</source>
        <translation>Contents of the chosen row, and what to check</translation>
    </message>
    <message>
        <source>この行に確認することはありません。</source>
        <translation>There is nothing to check in this row.</translation>
    </message>
    <message>
        <source>あり</source>
        <translation>Present</translation>
    </message>
    <message>
        <source>準備中</source>
        <translation>Getting ready</translation>
    </message>
    <message>
        <source>いまの明細を途中でやめて、すぐ止めますか。まだ登録していなければ「実行待ち」に戻します。登録している最中なら、それを終えてから止まります。</source>
        <translation>Leave the current item half done and stop at once? If it is not submitted yet, it goes back to “Ready to run”. If it is just being submitted, that is finished first.</translation>
    </message>
    <message>
        <source>すぐ止める(&amp;S)</source>
        <translation>&amp;Stop at once</translation>
    </message>
    <message>
        <source>終わるのを待つ(&amp;W)</source>
        <translation>&amp;Wait for it to finish</translation>
    </message>
    <message>
        <source>実行を止めますか。いま登録している明細を終えてから止まります。残りの明細は「実行待ち」のまま残り、あとで続きから実行できます。</source>
        <translation>Stop the run? It stops after the current item. The other items stay “Ready to run” and can be run later.</translation>
    </message>
    <message>
        <source>止める(&amp;S)</source>
        <translation>&amp;Stop</translation>
    </message>
    <message>
        <source>続ける(&amp;C)</source>
        <translation>&amp;Continue</translation>
    </message>
    <message>
        <source>すぐ停止(&amp;S)</source>
        <translation>&amp;Stop at once</translation>
    </message>
    <message>
        <source>一時停止(&amp;P)</source>
        <translation>&amp;Pause</translation>
    </message>
    <message>
        <source>再開(&amp;P)</source>
        <translation>&amp;Resume</translation>
    </message>
    <message>
        <source>いまの明細を終えてから止まります…</source>
        <translation>Stopping after the current item…</translation>
    </message>
    <message>
        <source>実行(&amp;G)</source>
        <translation>R&amp;un</translation>
    </message>
    <message>
        <source>画面を見る(&amp;L)</source>
        <translation>&amp;Live view</translation>
    </message>
    <message>
        <source>ロボットが開いている画面を、個人の項目を塗りつぶして映します</source>
        <translation>Shows the robot’s screen, with personal fields painted over</translation>
    </message>
    <message>
        <source>実行の進み</source>
        <translation>Progress of the run</translation>
    </message>
    <message>
        <source>実行できません。</source>
        <translation>Cannot run.</translation>
    </message>
    <message numerus="yes">
        <source>%n件を業務システムへ登録できます。</source>
        <translation>
            <numerusform>%n item can be entered in the business system.</numerusform>
            <numerusform>%n items can be entered in the business system.</numerusform>
        </translation>
    </message>
    <message>
        <source>途中で切れた実行の登録を、まだ一覧と突き合わせていません。実行すると調べます。</source>
        <translation>The entries of an interrupted run are not reconciled yet. The next run will do so.</translation>
    </message>
    <message>
        <source>実行を待つ明細はありません。</source>
        <translation>No items are ready to run.</translation>
    </message>
    <message>
        <source>すぐ止めています…</source>
        <translation>Stopping at once…</translation>
    </message>
    <message>
        <source>いまの明細を終えてから待ちます…</source>
        <translation>Pausing after the current item…</translation>
    </message>
    <message>
        <source>Esc&#x3000;いまの明細を途中でやめて止めます</source>
        <translation>Esc  Leaves the current item half done and stops</translation>
    </message>
    <message>
        <source>Esc&#x3000;いまの明細を終えてから止めます</source>
        <translation>Esc  Stops after the current item</translation>
    </message>
    <message>
        <source>{done} / {total} 件</source>
        <translation>{done} / {total}</translation>
    </message>
    <message>
        <source>一時停止中です。「再開」で続きから登録します。</source>
        <translation>Paused. “Resume” goes on with the next item.</translation>
    </message>
    <message>
        <source>{number}番: {step}</source>
        <translation>No. {number}: {step}</translation>
    </message>
    <message>
        <source>始めています</source>
        <translation>starting</translation>
    </message>
    <message>
        <source>次の明細へ進んでいます…</source>
        <translation>Going on to the next item…</translation>
    </message>
    <message>
        <source>ロボットを準備しています…</source>
        <translation>Getting the robot ready…</translation>
    </message>
    <message>
        <source>経過 {time}{rest}</source>
        <translation>Elapsed {time}{rest}</translation>
    </message>
    <message>
        <source>ロボットの処理が途中で止まりました。取り込んだ明細はすべて残っています。登録の途中だった明細は、次の実行の初めに業務システムの履歴で確かめるので、二重には登録されません。もう一度「実行」を押してください。続くときは「詳細」を情報担当へ知らせてください。</source>
        <translation>The robot stopped half way. All imported items are still there. An item that was being submitted is looked up in the history of the business system first, so nothing is entered twice. Press “Run” again. If it goes on, send the details to IT staff.</translation>
    </message>
    <message>
        <source>ロボットを起動できませんでした。明細はそのまま残っています。「rpa-suite doctor」の結果と「詳細」を情報担当へ知らせてください。</source>
        <translation>The robot could not be started. The items are unchanged. Send the output of “rpa-suite doctor” and the details to IT staff.</translation>
    </message>
    <message>
        <source>窓を閉じている間に実行が終わりました。</source>
        <translation>The run ended while the window was closed. </translation>
    </message>
    <message>
        <source>読み取ったページの画像</source>
        <translation>Image of the page</translation>
    </message>
    <message>
        <source>表示できるページがありません。</source>
        <translation>There is no page to show.</translation>
    </message>
    <message>
        <source>前のページ(&amp;B)</source>
        <translation>Page &amp;back</translation>
    </message>
    <message>
        <source>次のページ(&amp;N)</source>
        <translation>&amp;Next page</translation>
    </message>
    <message>
        <source>ページ全体(&amp;W)</source>
        <translation>&amp;Whole page</translation>
    </message>
    <message>
        <source>{page} / {total} ページ</source>
        <translation>Page {page} / {total}</translation>
    </message>
    <message>
        <source>灰色の欄は伏せてあります</source>
        <translation>Grey fields are masked</translation>
    </message>
    <message>
        <source>PCの設定に合わせる</source>
        <translation>As set on this PC</translation>
    </message>
    <message>
        <source>明るい</source>
        <translation>Light</translation>
    </message>
    <message>
        <source>暗い</source>
        <translation>Dark</translation>
    </message>
    <message>
        <source>日本語</source>
        <translation>日本語 (Japanese)</translation>
    </message>
    <message>
        <source>設定</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>実行の終わりと、人の対応が要るときに、デスクトップへ知らせる</source>
        <translation>Notify on the desktop when a run ends or somebody is needed</translation>
    </message>
    <message>
        <source>表示と通知</source>
        <translation>Display and notifications</translation>
    </message>
    <message>
        <source>職員と役割</source>
        <translation>Staff and roles</translation>
    </message>
    <message>
        <source>このPC</source>
        <translation>This PC</translation>
    </message>
    <message>
        <source>外観(&amp;A)</source>
        <translation>&amp;Appearance</translation>
    </message>
    <message>
        <source>言語 / Language(&amp;L)</source>
        <translation>&amp;Language / 言語</translation>
    </message>
    <message>
        <source>言語は、次に起動したときから変わります。
The language changes at the next start.</source>
        <translation>The language changes at the next start.
言語は、次に起動したときから変わります。</translation>
    </message>
    <message>
        <source>通知(&amp;N)</source>
        <translation>&amp;Notifications</translation>
    </message>
    <message>
        <source>文字の大きさは、PCの表示倍率（125〜200%）に合わせて変わります。</source>
        <translation>The size of the text follows the display scale of the PC (125–200%).</translation>
    </message>
    <message>
        <source>帳票のスキャン (*.pdf *.tif *.tiff *.jpg *.jpeg *.png)</source>
        <translation>Scans of forms (*.pdf *.tif *.tiff *.jpg *.jpeg *.png)</translation>
    </message>
    <message>
        <source>仕分けの結果: {file}</source>
        <translation>Sorted: {file}</translation>
    </message>
    <message>
        <source>このファイルは、前に「{names}」へ取り込まれています。</source>
        <translation>This file was imported before, to “{names}”.</translation>
    </message>
    <message>
        <source>行き先</source>
        <translation>Goes to</translation>
    </message>
    <message>
        <source>確認事項</source>
        <translation>Remarks</translation>
    </message>
    <message>
        <source>枚数・ページ</source>
        <translation>Forms / page</translation>
    </message>
    <message>
        <source>仕分けの結果</source>
        <translation>Result of sorting</translation>
    </message>
    <message numerus="yes">
        <source>%n 枚は重複か誤りで、取り込みません</source>
        <translation>
            <numerusform>%n duplicate or faulty form will not be imported</numerusform>
            <numerusform>%n duplicate or faulty forms will not be imported</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n 枚</source>
        <translation>
            <numerusform>%n form</numerusform>
            <numerusform>%n forms</numerusform>
        </translation>
    </message>
    <message>
        <source>仕分け不可トレイ</source>
        <translation>Unsorted tray</translation>
    </message>
    <message>
        <source>{page} ページ目</source>
        <translation>Page {page}</translation>
    </message>
    <message>
        <source>取り込む(&amp;I)</source>
        <translation>&amp;Import</translation>
    </message>
    <message numerus="yes">
        <source>%n 枚を取り込みます。</source>
        <translation>
            <numerusform>Import %n form.</numerusform>
            <numerusform>Import %n forms.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n ページを仕分け不可トレイに入れます。</source>
        <translation>
            <numerusform>Put %n page in the unsorted tray.</numerusform>
            <numerusform>Put %n pages in the unsorted tray.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n 枚を取り込み、{n} ページを仕分け不可トレイに入れます。</source>
        <translation>
            <numerusform>%n form will be imported. Pages for the unsorted tray: {n}.</numerusform>
            <numerusform>%n forms will be imported. Pages for the unsorted tray: {n}.</numerusform>
        </translation>
    </message>
    <message>
        <source>仕分けるスキャンを選ぶ</source>
        <translation>Choose a scan to sort</translation>
    </message>
    <message>
        <source>管理者が登録されていないので、いまはだれでもすべての操作ができます。先に自分を「管理者」として登録すると、役割と課による制限が始まります。</source>
        <translation>No administrator is registered, so everybody may do everything. Register yourself as “Administrator” first; roles and sections hold from then on.</translation>
    </message>
    <message>
        <source>変更できるのは管理者だけです。</source>
        <translation>Only an administrator can change this.</translation>
    </message>
    <message>
        <source>氏名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>アカウント</source>
        <translation>Account</translation>
    </message>
    <message>
        <source>役割</source>
        <translation>Roles</translation>
    </message>
    <message>
        <source>職員の一覧</source>
        <translation>Staff</translation>
    </message>
    <message>
        <source>例: 市川 明子</source>
        <translation>e.g. 市川 明子</translation>
    </message>
    <message>
        <source>PCにサインインする名前（例: ichikawa）</source>
        <translation>Name used to sign in to the PC (e.g. ichikawa)</translation>
    </message>
    <message>
        <source>課（選ばなければ全部の課）</source>
        <translation>Sections (none chosen: all)</translation>
    </message>
    <message>
        <source>登録する(&amp;S)</source>
        <translation>&amp;Save</translation>
    </message>
    <message>
        <source>登録を消す(&amp;D)…</source>
        <translation>&amp;Delete…</translation>
    </message>
    <message>
        <source>{name} さんの登録を消しますか。これまでの操作の記録は、そのまま残ります。</source>
        <translation>Delete {name} from the staff? The record of past actions stays.</translation>
    </message>
    <message>
        <source>消す</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>消さない</source>
        <translation>Keep</translation>
    </message>
    <message>
        <source>氏名(&amp;N)</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>アカウント(&amp;A)</source>
        <translation>&amp;Account</translation>
    </message>
    <message>
        <source>すべての課</source>
        <translation>All sections</translation>
    </message>
    <message>
        <source>すべて {n}</source>
        <translation>All {n}</translation>
    </message>
    <message>
        <source>すべて 0</source>
        <translation>All 0</translation>
    </message>
    <message>
        <source>1件を手で入力するたびに計ります。書類を開くときに「計測を始める」を押します。</source>
        <translation>Time each item entered by hand. Press “Start timing” when you open the papers.</translation>
    </message>
    <message>
        <source>計測中です。業務システムの処理番号が出たら「終わり」を押します。</source>
        <translation>Timing. Press “Stop” when the business system shows the receipt number.</translation>
    </message>
    <message>
        <source>手作業の基準時間</source>
        <translation>Baseline times by hand</translation>
    </message>
    <message>
        <source>職員番号や係の略称</source>
        <translation>Staff number or desk</translation>
    </message>
    <message>
        <source>計測を始める（F2）</source>
        <translation>Start timing (F2)</translation>
    </message>
    <message>
        <source>この1件をやめる(&amp;D)</source>
        <translation>&amp;Drop this item</translation>
    </message>
    <message>
        <source>最後の1件を取り消す(&amp;Z)</source>
        <translation>&amp;Undo last item</translation>
    </message>
    <message>
        <source>計った人</source>
        <translation>Timed</translation>
    </message>
    <message>
        <source>時刻</source>
        <translation>At</translation>
    </message>
    <message>
        <source>分</source>
        <translation>Minutes</translation>
    </message>
    <message>
        <source>計った件</source>
        <translation>Items timed</translation>
    </message>
    <message>
        <source>まだ1件も計っていません。</source>
        <translation>Nothing was timed yet.</translation>
    </message>
    <message>
        <source>例外1件の追加</source>
        <translation>Extra per exception</translation>
    </message>
    <message>
        <source>1回の準備</source>
        <translation>Preparation per run</translation>
    </message>
    <message>
        <source>1回の見守り</source>
        <translation>Supervision per run</translation>
    </message>
    <message>
        <source>この計測で新しい版を提案する(&amp;P)</source>
        <translation>&amp;Propose a new version from these timings</translation>
    </message>
    <message>
        <source>版</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>適用開始日</source>
        <translation>Valid from</translation>
    </message>
    <message>
        <source>中央値(分)</source>
        <translation>Median (min)</translation>
    </message>
    <message>
        <source>平均(分)</source>
        <translation>Mean (min)</translation>
    </message>
    <message>
        <source>件</source>
        <translation>Items</translation>
    </message>
    <message>
        <source>人</source>
        <comment>count</comment>
        <translation>People</translation>
    </message>
    <message>
        <source>提案</source>
        <translation>Proposed</translation>
    </message>
    <message>
        <source>承認</source>
        <comment>who</comment>
        <translation>Approved</translation>
    </message>
    <message>
        <source>承認</source>
        <translation>Approve</translation>
    </message>
    <message>
        <source>基準時間の版</source>
        <translation>Versions of the baseline</translation>
    </message>
    <message>
        <source>計測から作った版はまだありません。</source>
        <translation>No version was made of timings yet.</translation>
    </message>
    <message>
        <source>承認する(&amp;A)</source>
        <translation>&amp;Approve</translation>
    </message>
    <message>
        <source>差し戻す(&amp;R)…</source>
        <translation>&amp;Reject…</translation>
    </message>
    <message>
        <source>先に、計る人を入力してください。</source>
        <translation>First enter who is timed.</translation>
    </message>
    <message>
        <source>差し戻す</source>
        <translation>Reject</translation>
    </message>
    <message>
        <source>差し戻す理由</source>
        <translation>Reason for rejecting</translation>
    </message>
    <message>
        <source>中央値 {middle:.2f}分。</source>
        <translation>Median {middle:.2f} min. </translation>
    </message>
    <message numerus="yes">
        <source>%n件・{people}人を計りました。{middle}{next}</source>
        <translation>
            <numerusform>%n item timed, people: {people}. {middle}{next}</numerusform>
            <numerusform>%n items timed, people: {people}. {middle}{next}</numerusform>
        </translation>
    </message>
    <message>
        <source>版を提案できます。</source>
        <translation>A version can be proposed.</translation>
    </message>
    <message>
        <source>第{version}版</source>
        <translation>Version {version}</translation>
    </message>
    <message>
        <source>終わり（F2）</source>
        <translation>Stop (F2)</translation>
    </message>
    <message>
        <source>計る人</source>
        <translation>Timed by</translation>
    </message>
    <message>
        <source>1回の見守り（実測のないとき）</source>
        <translation>Supervision per run (where not measured)</translation>
    </message>
    <message>
        <source>承認は、提案した人とは別の管理職が行います。</source>
        <translation>A manager other than the proposer approves.</translation>
    </message>
    <message>
        <source>帳票 (*.pdf *.png *.tif *.tiff *.jpg *.jpeg)</source>
        <translation>Forms (*.pdf *.png *.tif *.tiff *.jpg *.jpeg)</translation>
    </message>
    <message>
        <source>テンプレートが開かれていません。先に開くか、新しく作ってください。</source>
        <translation>No template is open. Open one or make a new one first.</translation>
    </message>
    <message>
        <source>テンプレートのフォルダー</source>
        <translation>Folder of the template</translation>
    </message>
    <message>
        <source>記入前の帳票</source>
        <translation>Blank form</translation>
    </message>
    <message>
        <source>去年のテンプレートを先に開いてください。</source>
        <translation>Open last year’s template first.</translation>
    </message>
    <message>
        <source>今年の、記入前の帳票</source>
        <translation>This year’s blank form</translation>
    </message>
    <message>
        <source>記入済みの帳票</source>
        <translation>Filled forms</translation>
    </message>
    <message>
        <source>連番を付ける項目を 2 つ以上選んでください。</source>
        <translation>Select two or more fields to number.</translation>
    </message>
    <message>
        <source>連番</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>名前と見出し（例: child_name 児童の氏名）</source>
        <translation>Name and label (e.g. child_name 児童の氏名)</translation>
    </message>
    <message>
        <source>帳票と項目</source>
        <translation>Form and fields</translation>
    </message>
    <message>
        <source>読み取りの処理が途中で止まりました。もう一度操作してください。続くときは情報担当へ連絡してください。</source>
        <translation>Reading stopped half way. Please try again. If it goes on, tell IT staff.</translation>
    </message>
    <message>
        <source>そのまま</source>
        <translation>Same</translation>
    </message>
    <message>
        <source>移動</source>
        <translation>Moved</translation>
    </message>
    <message>
        <source>変更</source>
        <translation>Changed</translation>
    </message>
    <message>
        <source>新しい</source>
        <translation>New</translation>
    </message>
    <message>
        <source>なくなった</source>
        <translation>Gone</translation>
    </message>
    <message>
        <source>新しいテンプレート</source>
        <translation>New template</translation>
    </message>
    <message>
        <source>例: child_allowance_claim</source>
        <translation>e.g. child_allowance_claim</translation>
    </message>
    <message>
        <source>QR があれば空でかまいません（例: OTA-F7）</source>
        <translation>Empty if there is a QR code (e.g. OTA-F7)</translation>
    </message>
    <message>
        <source>QR があれば空でかまいません（例: R8）</source>
        <translation>Empty if there is a QR code (e.g. R8)</translation>
    </message>
    <message>
        <source>項目を探す(&amp;F)</source>
        <translation>&amp;Find fields</translation>
    </message>
    <message>
        <source>記入前の帳票: {file}</source>
        <translation>Blank form: {file}</translation>
    </message>
    <message>
        <source>テンプレートの名前(&amp;N)</source>
        <translation>&amp;Name of the template</translation>
    </message>
    <message>
        <source>帳票ID(&amp;C)</source>
        <translation>Form &amp;code</translation>
    </message>
    <message>
        <source>版(&amp;E)</source>
        <translation>&amp;Edition</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>{path}
増える行 {added}、消える行 {gone}</source>
        <translation>{path}
Lines added: {added}, removed: {gone}</translation>
    </message>
    <message>
        <source>保存で変わる行</source>
        <translation>Lines changed by saving</translation>
    </message>
    <message>
        <source>去年（{edition}）との違い</source>
        <translation>Differences from last year ({edition})</translation>
    </message>
    <message>
        <source>{counts}（そのまま {same}）</source>
        <translation>{counts} (same: {same})</translation>
    </message>
    <message>
        <source>違いはありません</source>
        <translation>No differences</translation>
    </message>
    <message>
        <source>変わりかた</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>名前</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>去年との違い</source>
        <translation>Differences from last year</translation>
    </message>
    <message>
        <source>項目がなくなったため外した決まり: </source>
        <translation>Rules dropped because their fields are gone: </translation>
    </message>
    <message>
        <source>スキャンで試す</source>
        <translation>Try on scans</translation>
    </message>
    <message numerus="yes">
        <source>%n 枚を読みました。記入 {written}、人が見る {doubted}</source>
        <translation>
            <numerusform>Read %n form. Filled in: {written}, to verify: {doubted}</numerusform>
            <numerusform>Read %n forms. Filled in: {written}, to verify: {doubted}</numerusform>
        </translation>
    </message>
    <message>
        <source>、正解とくらべて {right}/{known} が一致</source>
        <translation>, right: {right}/{known}</translation>
    </message>
    <message>
        <source>。読めなかった票 {unread} 枚</source>
        <translation>. Forms not read: {unread}</translation>
    </message>
    <message>
        <source>票</source>
        <translation>Form</translation>
    </message>
    <message>
        <source>読めません</source>
        <translation>not readable</translation>
    </message>
    <message>
        <source>人が見る {doubts}</source>
        <translation>to verify: {doubts}</translation>
    </message>
    <message>
        <source>{number}. {file}（{end}）</source>
        <translation>{number}. {file} ({end})</translation>
    </message>
    <message>
        <source>人が見る理由</source>
        <translation>Why a person looks</translation>
    </message>
    <message>
        <source>読み取った項目はありません。</source>
        <translation>No field was read.</translation>
    </message>
    <message>
        <source>記入前の帳票を開くと、項目の案を作ります。

「ファイル」の「新しく作る」で PDF かスキャンを選んでください。</source>
        <translation>Open a blank form and fields are proposed.

Choose a PDF or a scan under “File”, “New”.</translation>
    </message>
    <message>
        <source>直すところ</source>
        <translation>To mend</translation>
    </message>
    <message>
        <source>表</source>
        <translation>Table</translation>
    </message>
    <message numerus="yes">
        <source>%n 項目の案です。種類・必須・確認を見直してください。</source>
        <translation>
            <numerusform>%n field proposed. Review kinds, required fields and verification.</numerusform>
            <numerusform>%n fields proposed. Review kinds, required fields and verification.</numerusform>
        </translation>
    </message>
    <message>
        <source>位置合わせ印と QR を足しました。保存後の blank.pdf を印刷します。</source>
        <translation>Registration marks and a QR code were added. Print blank.pdf after saving.</translation>
    </message>
    <message>
        <source>重なるため外したもの: </source>
        <translation>Left out because they overlap: </translation>
    </message>
    <message>
        <source>削除</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>整列</source>
        <translation>Align</translation>
    </message>
    <message>
        <source>間隔</source>
        <translation>Space</translation>
    </message>
    <message>
        <source>{kind}の欄を帳票の上でなぞってください。</source>
        <translation>Draw the field on the form: {kind}.</translation>
    </message>
    <message>
        <source>追加</source>
        <translation>Add</translation>
    </message>
    <message>
        <source>移動</source>
        <comment>undo</comment>
        <translation>Move</translation>
    </message>
    <message>
        <source>大きさ</source>
        <translation>Resize</translation>
    </message>
    <message>
        <source>変更</source>
        <comment>undo</comment>
        <translation>Change</translation>
    </message>
    <message>
        <source>試せません</source>
        <translation>Cannot be tried</translation>
    </message>
    <message>
        <source>保存できません</source>
        <translation>Cannot be saved</translation>
    </message>
    <message>
        <source>変わったところはありません。</source>
        <translation>Nothing has changed.</translation>
    </message>
    <message>
        <source>保存しました: {folder}</source>
        <translation>Saved: {folder}</translation>
    </message>
    <message numerus="yes">
        <source>直すところが %n 件あるので{otherwise}。{first}</source>
        <translation>
            <numerusform>{otherwise}: %n thing to mend. {first}</numerusform>
            <numerusform>{otherwise}: %n things to mend. {first}</numerusform>
        </translation>
    </message>
    <message>
        <source>保存していない変更があります。続けると失われます。</source>
        <translation>There are unsaved changes. They will be lost if you go on.</translation>
    </message>
    <message>
        <source>保存せずに続ける(&amp;D)</source>
        <translation>&amp;Discard and go on</translation>
    </message>
    <message>
        <source>＊</source>
        <translation>*</translation>
    </message>
    <message>
        <source>{star}{title}テンプレートの編集</source>
        <translation>{star}{title}Template editor</translation>
    </message>
    <message>
        <source>元に戻す(&amp;U)&#x3000;{undo}</source>
        <translation>&amp;Undo: {undo}</translation>
    </message>
    <message>
        <source>やり直す(&amp;R)&#x3000;{redo}</source>
        <translation>&amp;Redo: {redo}</translation>
    </message>
    <message>
        <source>文字（氏名・住所など）</source>
        <translation>Text (names, addresses …)</translation>
    </message>
    <message>
        <source>カナ</source>
        <translation>Kana</translation>
    </message>
    <message>
        <source>数字</source>
        <translation>Digits</translation>
    </message>
    <message>
        <source>英数字</source>
        <translation>Letters and digits</translation>
    </message>
    <message>
        <source>日付</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>金額</source>
        <translation>Amount</translation>
    </message>
    <message>
        <source>電話番号</source>
        <translation>Telephone number</translation>
    </message>
    <message>
        <source>郵便番号</source>
        <translation>Postal code</translation>
    </message>
    <message>
        <source>個人番号</source>
        <translation>My Number</translation>
    </message>
    <message>
        <source>法人番号</source>
        <translation>Corporate number</translation>
    </message>
    <message>
        <source>選択（丸・チェック）</source>
        <translation>Choice (circle or tick)</translation>
    </message>
    <message>
        <source>チェック</source>
        <translation>Tick</translation>
    </message>
    <message>
        <source>署名（有無だけ）</source>
        <translation>Signature (present or not)</translation>
    </message>
    <message>
        <source>見ない</source>
        <translation>Nobody</translation>
    </message>
    <message>
        <source>1 人が見る</source>
        <translation>One person</translation>
    </message>
    <message>
        <source>2 人が見る（二人確認）</source>
        <translation>Two people</translation>
    </message>
    <message>
        <source>そのまま見せる</source>
        <translation>Show</translation>
    </message>
    <message>
        <source>一部だけ見せる</source>
        <translation>Show in part</translation>
    </message>
    <message>
        <source>隠す</source>
        <translation>Hide</translation>
    </message>
    <message>
        <source>なし</source>
        <translation>None</translation>
    </message>
    <message>
        <source>個人番号の検査数字</source>
        <translation>My Number digit</translation>
    </message>
    <message>
        <source>法人番号の検査数字</source>
        <translation>Corporate number digit</translation>
    </message>
    <message>
        <source>電話番号の桁</source>
        <translation>Telephone length</translation>
    </message>
    <message>
        <source>郵便番号の存在</source>
        <translation>Postal code exists</translation>
    </message>
    <message>
        <source>金融機関コード</source>
        <translation>Bank code</translation>
    </message>
    <message>
        <source>支店コード</source>
        <translation>Branch code</translation>
    </message>
    <message>
        <source>口座番号</source>
        <translation>Account number</translation>
    </message>
    <message>
        <source>項目を選ぶと、ここで名前・種類・確認のしかたを直せます。

Ctrl か Shift を押しながら選ぶと、まとめて動かしたり、そろえたり、連番を付けたりできます。</source>
        <translation>Select a field to edit its name, kind and verification here.

Select with Ctrl or Shift to move, align or number several at once.</translation>
    </message>
    <message>
        <source>必ず書く欄</source>
        <translation>Required</translation>
    </message>
    <message>
        <source>例: claimant（氏名とフリガナを同じ人に）</source>
        <translation>e.g. claimant (same for name and furigana)</translation>
    </message>
    <message>
        <source>マスの数（例: 4-4-4）</source>
        <translation>Number of cells (e.g. 4-4-4)</translation>
    </message>
    <message>
        <source>□ にチェックする形（丸で囲まない）</source>
        <translation>□ to tick (not to circle)</translation>
    </message>
    <message>
        <source>1 行に 1 つ。値と印刷がちがうときは 値=印刷</source>
        <translation>One a line. value=print where the print differs</translation>
    </message>
    <message>
        <source>見出し</source>
        <translation>Label</translation>
    </message>
    <message>
        <source>選択肢</source>
        <translation>Options</translation>
    </message>
    <message>
        <source>マスの数</source>
        <translation>Number of cells</translation>
    </message>
    <message>
        <source>だれの氏名か</source>
        <translation>Whose name it is</translation>
    </message>
    <message>
        <source>見出し(&amp;L)</source>
        <translation>&amp;Label</translation>
    </message>
    <message>
        <source>名前(&amp;I)</source>
        <translation>F&amp;ield name</translation>
    </message>
    <message>
        <source>種類(&amp;K)</source>
        <translation>&amp;Kind</translation>
    </message>
    <message>
        <source>確認(&amp;V)</source>
        <translation>&amp;Verified by</translation>
    </message>
    <message>
        <source>画面での表示(&amp;M)</source>
        <translation>&amp;Masking</translation>
    </message>
    <message>
        <source>検査(&amp;C)</source>
        <translation>&amp;Check</translation>
    </message>
    <message>
        <source>だれの</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>行数</source>
        <translation>Lines</translation>
    </message>
    <message>
        <source>マス</source>
        <translation>Cells</translation>
    </message>
    <message>
        <source>選択肢(&amp;O)</source>
        <translation>&amp;Options</translation>
    </message>
    <message>
        <source>左・上 (mm)</source>
        <translation>Place (mm)</translation>
    </message>
    <message>
        <source>幅・高さ (mm)</source>
        <translation>Size (mm)</translation>
    </message>
    <message>
        <source>表の行数</source>
        <translation>Table rows</translation>
    </message>
    <message>
        <source>行の間隔 (mm)</source>
        <translation>Row spacing (mm)</translation>
    </message>
    <message numerus="yes">
        <source>%n 項目を選んでいます。</source>
        <translation>
            <numerusform>%n field selected.</numerusform>
            <numerusform>%n fields selected.</numerusform>
        </translation>
    </message>
    <message>
        <source>処理中</source>
        <translation>Working</translation>
    </message>
    <message>
        <source>中止(&amp;A)</source>
        <translation>C&amp;ancel</translation>
    </message>
    <message>
        <source>項目を探しています</source>
        <translation>Finding fields</translation>
    </message>
    <message>
        <source>去年の帳票とくらべています</source>
        <translation>Comparing with last year’s form</translation>
    </message>
    <message>
        <source>スキャンを読んでいます</source>
        <translation>Reading scans</translation>
    </message>
    <message>
        <source>ほかの処理が続いています。終わるのを待つか「中止」を押してください。</source>
        <translation>Something else is under way. Wait for it to end, or press “Cancel”.</translation>
    </message>
    <message>
        <source>{work}…&#x3000;{seconds} 秒</source>
        <translation>{work}…  {seconds} s</translation>
    </message>
    <message>
        <source>新しく作る(&amp;N)…</source>
        <translation>&amp;New…</translation>
    </message>
    <message>
        <source>開く(&amp;O)…</source>
        <translation>&amp;Open…</translation>
    </message>
    <message>
        <source>今年の帳票へ移す(&amp;Y)…</source>
        <translation>Move to this &amp;year’s form…</translation>
    </message>
    <message>
        <source>保存(&amp;S)…</source>
        <translation>&amp;Save…</translation>
    </message>
    <message>
        <source>閉じる(&amp;W)</source>
        <translation>Close &amp;window</translation>
    </message>
    <message>
        <source>編集(&amp;E)</source>
        <translation>&amp;Edit</translation>
    </message>
    <message>
        <source>元に戻す(&amp;U)</source>
        <translation>&amp;Undo</translation>
    </message>
    <message>
        <source>やり直す(&amp;R)</source>
        <translation>&amp;Redo</translation>
    </message>
    <message>
        <source>削除(&amp;D)</source>
        <translation>&amp;Delete</translation>
    </message>
    <message>
        <source>ページの項目をすべて選ぶ(&amp;A)</source>
        <translation>Select &amp;all fields of the page</translation>
    </message>
    <message>
        <source>連番を付ける(&amp;N)…</source>
        <translation>&amp;Number fields…</translation>
    </message>
    <message>
        <source>項目を描く(&amp;P)</source>
        <translation>Draw &amp;field</translation>
    </message>
    <message>
        <source>配置(&amp;A)</source>
        <translation>&amp;Arrange</translation>
    </message>
    <message>
        <source>左をそろえる(&amp;L)</source>
        <translation>Align &amp;left</translation>
    </message>
    <message>
        <source>右をそろえる(&amp;R)</source>
        <translation>Align &amp;right</translation>
    </message>
    <message>
        <source>上をそろえる(&amp;T)</source>
        <translation>Align &amp;top</translation>
    </message>
    <message>
        <source>下をそろえる(&amp;B)</source>
        <translation>Align &amp;bottom</translation>
    </message>
    <message>
        <source>横の間隔をそろえる(&amp;H)</source>
        <translation>Space evenly, &amp;horizontally</translation>
    </message>
    <message>
        <source>縦の間隔をそろえる(&amp;V)</source>
        <translation>Space evenly, &amp;vertically</translation>
    </message>
    <message>
        <source>大きく(&amp;I)</source>
        <translation>Zoom &amp;in</translation>
    </message>
    <message>
        <source>小さく(&amp;O)</source>
        <translation>Zoom &amp;out</translation>
    </message>
    <message>
        <source>前のページ(&amp;P)</source>
        <translation>&amp;Previous page</translation>
    </message>
    <message>
        <source>試す(&amp;T)</source>
        <translation>&amp;Try</translation>
    </message>
    <message>
        <source>スキャンで試す(&amp;T)…</source>
        <translation>&amp;Try on scans…</translation>
    </message>
    <message>
        <source>テンプレートの編集画面を開けません。「rpa-suite doctor」の結果を情報担当へ知らせてください。</source>
        <translation>The template editor could not be opened. Send the output of “rpa-suite doctor” to IT staff.</translation>
    </message>
    <message>
        <source>帳票テンプレートの編集(&amp;T)…</source>
        <translation>Form &amp;templates…</translation>
    </message>
    <message>
        <source>文字</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>電話</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>選択</source>
        <translation>Choice</translation>
    </message>
    <message>
        <source>署名</source>
        <translation>Signature</translation>
    </message>
    <message>
        <source>項目の一覧</source>
        <translation>Fields</translation>
    </message>
    <message>
        <source>{label}（{rows} 行）</source>
        <translation>{label} (rows: {rows})</translation>
    </message>
    <message>
        <source>・必須</source>
        <translation>, req.</translation>
    </message>
    <message>
        <source>次へ(&amp;N)</source>
        <translation>&amp;Next</translation>
    </message>
    <message>
        <source>練習をやめる</source>
        <translation>End practice</translation>
    </message>
    <message>
        <source>練習 {place} / {count}&#x3000;{title}</source>
        <translation>Practice {place} / {count}  {title}</translation>
    </message>
    <message>
        <source>動かしています。数秒かかります…</source>
        <translation>Starting. This takes a few seconds…</translation>
    </message>
    <message>
        <source>「{task} {title}」</source>
        <translation>“{task} {title}”</translation>
    </message>
    <message>
        <source>{title}に、手書きの見本を1枚渡します。読み取りに十数秒かかります。中身が出たら、見てから「取り込む」を押してください。</source>
        <translation>{title} gets one handwritten sample form. Reading takes some ten seconds. Look at the contents when they appear, then press “Import”.</translation>
    </message>
    <message>
        <source>{title}に、5人分の見本の表を渡します。中身が出たら、見てから「取り込む」を押してください。</source>
        <translation>{title} gets a sample table of five people. Look at the contents when they appear, then press “Import”.</translation>
    </message>
    <message>
        <source>迷った字を確かめる</source>
        <translation>Verify doubtful characters</translation>
    </message>
    <message>
        <source>紙と見比べ、合っていれば Enter、違えば打ち直します。2人で確かめる項目は、練習ではもう1人の同僚の分をプログラムが入れます。終わったら窓を閉じます。</source>
        <translation>Compare with the paper: Enter if it is right, type if it is not. Where two people verify, the program acts as the second colleague in this practice. Close the window when you are done.</translation>
    </message>
    <message>
        <source>確認する(&amp;D)</source>
        <translation>Verify (&amp;D)</translation>
    </message>
    <message>
        <source>練習用の業務システムを動かす</source>
        <translation>Start the training system</translation>
    </message>
    <message>
        <source>本物には触れません。このPCの中だけで動き、架空の人だけがいる業務システムで練習します。</source>
        <translation>Nothing real is touched. You practise on a business system that runs only on this PC and holds only invented people.</translation>
    </message>
    <message>
        <source>動かす(&amp;D)</source>
        <translation>Start (&amp;D)</translation>
    </message>
    <message>
        <source>見本を取り込む</source>
        <translation>Import the sample</translation>
    </message>
    <message>
        <source>見本を渡す(&amp;D)</source>
        <translation>Hand over sample (&amp;D)</translation>
    </message>
    <message>
        <source>実行する</source>
        <translation>Run</translation>
    </message>
    <message>
        <source>ロボットが1件ずつ登録します。進みと残り時間を見てください。「画面を見る」で、ロボットの画面も見えます。</source>
        <translation>The robot enters the items one by one. Watch the progress and the time left. “Live view” shows the robot’s screen.</translation>
    </message>
    <message>
        <source>実行する(&amp;D)</source>
        <translation>Run (&amp;D)</translation>
    </message>
    <message>
        <source>結果を受け取る</source>
        <translation>Take the results</translation>
    </message>
    <message>
        <source>登録した明細には処理番号が付きました。「結果をExcelへ」を押すと、取り込んだ内容に結果の列が付いて返ります。</source>
        <translation>The entered items have receipt numbers now. “Export results” returns what was imported, with columns for the results.</translation>
    </message>
    <message>
        <source>結果をExcelへ(&amp;D)</source>
        <translation>Export results (&amp;D)</translation>
    </message>
    <message>
        <source>おつかれさまでした</source>
        <translation>Well done</translation>
    </message>
    <message>
        <source>練習の登録は、削減時間には数えません。ヘルプの「はじめての練習」で、いつでもやり直せます。</source>
        <translation>Practice does not count as hours saved. You can repeat it at any time: “First practice” in the Help menu.</translation>
    </message>
    <message>
        <source>終わる(&amp;D)</source>
        <translation>End (&amp;D)</translation>
    </message>
    <message>
        <source>このPCには、練習用業務システムで試せるロボットがありません。練習したいときは、情報担当に練習用の登録を頼んでください。</source>
        <translation>No robot on this PC can be tried on the training system. If you want to practise, ask IT staff to register one for training.</translation>
    </message>
    <message>
        <source>仕分け不可のページはありません。「帳票の束を仕分けて取り込む」（Ctrl+B）で置き場所の決まらないページが、ここに並びます。</source>
        <translation>There are no unsorted pages. Pages of a sorted bundle (Ctrl+B) that fit no robot wait here.</translation>
    </message>
    <message>
        <source>ページを選び、どの帳票かを決めて割り当てるか、理由を書いて破棄します。2ページの帳票は、そろえて選んでください。</source>
        <translation>Select a page and assign it to its form, or discard it with a reason. Select both pages of a two-page form.</translation>
    </message>
    <message>
        <source>ファイル</source>
        <translation>File</translation>
    </message>
    <message>
        <source>ページ</source>
        <translation>Page</translation>
    </message>
    <message>
        <source>仕分け不可のページ</source>
        <translation>Unsorted pages</translation>
    </message>
    <message>
        <source>待っているページはありません。</source>
        <translation>No page is waiting.</translation>
    </message>
    <message>
        <source>どの帳票か</source>
        <translation>Which form</translation>
    </message>
    <message>
        <source>帳票を選ぶ</source>
        <translation>Choose a form</translation>
    </message>
    <message>
        <source>{title}（{edition}）</source>
        <translation>{title} ({edition})</translation>
    </message>
    <message>
        <source>割り当てる(&amp;A)</source>
        <translation>&amp;Assign</translation>
    </message>
    <message>
        <source>破棄する理由（例: 送付状、案内のちらし）</source>
        <translation>Reason to discard (e.g. cover letter, leaflet)</translation>
    </message>
    <message>
        <source>破棄する理由</source>
        <translation>Reason to discard</translation>
    </message>
    <message>
        <source>破棄する(&amp;D)</source>
        <translation>&amp;Discard</translation>
    </message>
    <message>
        <source>帳票</source>
        <translation>Form</translation>
    </message>
    <message>
        <source>読み取っています…</source>
        <translation>Reading…</translation>
    </message>
    <message>
        <source>破棄しています…</source>
        <translation>Discarding…</translation>
    </message>
    <message>
        <source>マスに書かれた数字やカナに迷いがあるときに使えます。</source>
        <translation>For doubtful digits and kana written in cells.</translation>
    </message>
    <message>
        <source>確認の進み</source>
        <translation>Progress of verifying</translation>
    </message>
    <message numerus="yes">
        <source>文字ごと %n項目</source>
        <translation>
            <numerusform>By character: %n field</numerusform>
            <numerusform>By character: %n fields</numerusform>
        </translation>
    </message>
    <message>
        <source>文字ごと</source>
        <translation>By character</translation>
    </message>
    <message>
        <source>票ごと</source>
        <translation>By form</translation>
    </message>
    <message>
        <source>項目ごと</source>
        <translation>By field</translation>
    </message>
    <message>
        <source>伏せた欄を表示しました。表示したことは監査記録に残ります。</source>
        <translation>Masked fields are shown. Showing them is kept in the audit log.</translation>
    </message>
    <message>
        <source>戻れる確認はありません。</source>
        <translation>There is nothing to go back to.</translation>
    </message>
    <message>
        <source>確認&#x3000;{title}</source>
        <translation>Verify – {title}</translation>
    </message>
    <message>
        <source>確認を待つ項目を集めています…</source>
        <translation>Collecting the fields to verify…</translation>
    </message>
    <message>
        <source>確かめていない項目が残っています。</source>
        <translation>Some fields are not verified yet.</translation>
    </message>
    <message>
        <source>この票はまだ登録できません: {told}。紙を見て、違っている項目を直してください。</source>
        <translation>This form cannot be finished yet: {told}. Look at the paper and mend the wrong fields.</translation>
    </message>
    <message>
        <source>あと{groups}組&#x3000;全体あと{left}項目</source>
        <translation>Sets left: {groups}  Fields left: {left}</translation>
    </message>
    <message>
        <source>&#x3000;この票あと{rest}項目</source>
        <translation>  On this form: {rest}</translation>
    </message>
    <message>
        <source>{number}番の票{here}&#x3000;全体あと{left}項目</source>
        <translation>Form {number}{here}  Fields left: {left}</translation>
    </message>
    <message>
        <source>実行中</source>
        <translation>Running</translation>
    </message>
    <message>
        <source>終了</source>
        <translation>finished</translation>
    </message>
    <message>
        <source>停止</source>
        <translation>stopped</translation>
    </message>
    <message>
        <source>異常終了</source>
        <translation>failed</translation>
    </message>
    <message>
        <source>練習</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>1月</source>
        <translation>Jan</translation>
    </message>
    <message>
        <source>2月</source>
        <translation>Feb</translation>
    </message>
    <message>
        <source>3月</source>
        <translation>Mar</translation>
    </message>
    <message>
        <source>4月</source>
        <translation>Apr</translation>
    </message>
    <message>
        <source>5月</source>
        <translation>May</translation>
    </message>
    <message>
        <source>6月</source>
        <translation>Jun</translation>
    </message>
    <message>
        <source>7月</source>
        <translation>Jul</translation>
    </message>
    <message>
        <source>8月</source>
        <translation>Aug</translation>
    </message>
    <message>
        <source>9月</source>
        <translation>Sep</translation>
    </message>
    <message>
        <source>10月</source>
        <translation>Oct</translation>
    </message>
    <message>
        <source>11月</source>
        <translation>Nov</translation>
    </message>
    <message>
        <source>12月</source>
        <translation>Dec</translation>
    </message>
    <message>
        <source>ロボット（{computer}）</source>
        <translation>Robot ({computer})</translation>
    </message>
    <message>
        <source>%m/%d %H:%M</source>
        <translation>%d %b %H:%M</translation>
    </message>
    <message>
        <source>残りわずか</source>
        <translation>nearly done</translation>
    </message>
    <message>
        <source>残り約{seconds}秒</source>
        <translation>about {seconds} s left</translation>
    </message>
    <message>
        <source>残り約{minutes}分</source>
        <translation>about {minutes} min left</translation>
    </message>
    <message>
        <source>残り約{hours}時間{minutes:02}分</source>
        <translation>about {hours} h {minutes:02} min left</translation>
    </message>
    <message>
        <source>まだ実行していません</source>
        <translation>Not run yet</translation>
    </message>
    <message>
        <source>前回 {at} {state}</source>
        <translation>Last run {at} {state}</translation>
    </message>
    <message>
        <source>件</source>
        <comment>count</comment>
        <translation>Items</translation>
    </message>
    <message>
        <source>行</source>
        <comment>count</comment>
        <translation>Rows</translation>
    </message>
    <message>
        <source>実行待ち</source>
        <translation>Ready to run</translation>
    </message>
    <message>
        <source>確認</source>
        <comment>count</comment>
        <translation>to verify</translation>
    </message>
    <message>
        <source>確認</source>
        <translation>Verify</translation>
    </message>
    <message>
        <source>重複</source>
        <translation>Duplicate</translation>
    </message>
    <message>
        <source>エラー</source>
        <translation>Error</translation>
    </message>
    <message>
        <source>{word}{n}</source>
        <translation>{word} {n}</translation>
    </message>
    <message>
        <source>{n}{unit}のうち {counts}</source>
        <translation>{unit}: {n}  ({counts})</translation>
    </message>
    <message>
        <source>取り込めるものはありません</source>
        <translation>nothing to import</translation>
    </message>
    <message>
        <source>{at} の取込（{size}件）</source>
        <translation>Import of {at} ({size})</translation>
    </message>
    <message>
        <source>確認待ち</source>
        <translation>To verify</translation>
    </message>
    <message>
        <source>入力中</source>
        <translation>Entering</translation>
    </message>
    <message>
        <source>登録中</source>
        <translation>Submitting</translation>
    </message>
    <message>
        <source>照会待ち</source>
        <translation>Waiting for inquiry</translation>
    </message>
    <message>
        <source>要確認</source>
        <translation>Needs review</translation>
    </message>
    <message>
        <source>保留(抑止)</source>
        <translation>On hold</translation>
    </message>
    <message>
        <source>スキップ(既登録)</source>
        <translation>Already entered</translation>
    </message>
    <message>
        <source>人手</source>
        <translation>By hand</translation>
    </message>
    <message>
        <source>取下げ</source>
        <translation>Withdrawn</translation>
    </message>
    <message>
        <source>実行待ちへ</source>
        <translation>Ready to run</translation>
    </message>
    <message>
        <source>確認が必要</source>
        <translation>To verify</translation>
    </message>
    <message>
        <source>重複（取り込みません）</source>
        <translation>Duplicate (not imported)</translation>
    </message>
    <message>
        <source>エラー（取り込めません）</source>
        <translation>Error (not imported)</translation>
    </message>
    <message>
        <source>業務システムに無い</source>
        <translation>Not in the business system</translation>
    </message>
    <message>
        <source>値が違う</source>
        <translation>Values differ</translation>
    </message>
    <message>
        <source>こちらに無い</source>
        <translation>Unknown here</translation>
    </message>
    <message>
        <source>確認へ戻す</source>
        <translation>Verify again</translation>
    </message>
    <message>
        <source>実行待ちへ戻す</source>
        <translation>Run again</translation>
    </message>
    <message>
        <source>手で登録した</source>
        <translation>Entered by hand</translation>
    </message>
    <message>
        <source>取り下げる</source>
        <translation>Withdraw</translation>
    </message>
    <message>
        <source>確認者</source>
        <translation>Verifier</translation>
    </message>
    <message>
        <source>承認者</source>
        <translation>Approver</translation>
    </message>
    <message>
        <source>作成者</source>
        <translation>Author</translation>
    </message>
    <message>
        <source>管理者</source>
        <translation>Administrator</translation>
    </message>
    <message>
        <source>監査</source>
        <translation>Auditor</translation>
    </message>
    <message>
        <source>管理職</source>
        <translation>Manager</translation>
    </message>
    <message>
        <source>取込</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>例外の処理</source>
        <translation>Settling exceptions</translation>
    </message>
    <message>
        <source>個人情報の表示</source>
        <translation>Showing personal data</translation>
    </message>
    <message>
        <source>結果の書き出し</source>
        <translation>Exporting results</translation>
    </message>
    <message>
        <source>ロボットの作成</source>
        <translation>Making robots</translation>
    </message>
    <message>
        <source>職員と設定の変更</source>
        <translation>Changing staff and settings</translation>
    </message>
    <message>
        <source>削減時間の閲覧</source>
        <translation>Seeing hours saved</translation>
    </message>
    <message>
        <source>保守・訂正・計測の記録</source>
        <translation>Booking maintenance, corrections and timings</translation>
    </message>
    <message>
        <source>年度の確定と基準時間の承認</source>
        <translation>Closing years and approving baselines</translation>
    </message>
    <message>
        <source>総量（参考）</source>
        <translation>Gross</translation>
    </message>
    <message>
        <source>確認・訂正</source>
        <translation>Verifying</translation>
    </message>
    <message>
        <source>訂正行</source>
        <translation>Corrections</translation>
    </message>
    <message>
        <source>途中の編集を控えられません。こまめに保存してください。</source>
        <translation>Unsaved edits cannot be kept aside. Save often.</translation>
    </message>
    <message>
        <source>「{title}」の編集が、保存しないまま終わっていました（{at}）。続きから始められます。捨てると元に戻せません。</source>
        <translation>Editing of “{title}” ended without being saved ({at}). You can go on from there. Once discarded, it cannot be brought back.</translation>
    </message>
    <message>
        <source>続きから始める(&amp;R)</source>
        <translation>&amp;Resume</translation>
    </message>
    <message>
        <source>後で決める(&amp;L)</source>
        <translation>Decide &amp;later</translation>
    </message>
    <message>
        <source>捨てる(&amp;D)</source>
        <translation>&amp;Discard</translation>
    </message>
</context>
</TS>
