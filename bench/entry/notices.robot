*** Settings ***
Documentation       業務 T1 給与所得者異動届, as a Robot Framework author would write it.
...                 The variables URL, STAFF, PASSWORD, EXECUTABLE, ARGUMENTS and CASES
...                 come from a file; what the console says is read by robot_framework.py.
Library             Browser    timeout=30s


*** Variables ***
${MENU}     frame[name=menu] >>>
${MAIN}     frame[name=main] >>>


*** Test Cases ***
Enter Every Notice
    Sign In
    Log To Console    signed in
    FOR    ${case}    IN    @{CASES}
        ${receipt} =    Enter    ${case}
        Log To Console    receipt ${receipt}
    END
    Log To Console    entered


*** Keywords ***
Sign In
    New Browser    chromium    headless=True    executablePath=${EXECUTABLE}    args=${ARGUMENTS}
    New Context    locale=ja-JP    viewport={'width': 1280, 'height': 960}
    New Page    ${URL}/login
    Handle Future Dialogs    action=accept
    Fill Text    [name=staff]    ${STAFF}
    Fill Text    [name=password]    ${PASSWORD}
    Click    button:text-is("ログイン")
    Check Checkbox    input[type=checkbox]
    Click    button:text-is("業務メニューへ")
    Wait For Elements State    ${MAIN} text=業務メニュー >> nth=0    visible

Enter
    [Arguments]    ${case}
    Click    ${MENU} a:text-is("異動届入力")
    FOR    ${field}    IN    @{case}[keys]
        Fill Text    ${MAIN} ${field}[cell]/input    ${field}[text]
    END
    Press    照会
    FOR    ${field}    IN    @{case}[fields]
        Fill    ${field}
    END
    Press    確認
    Press    登録
    ${receipt} =    Get Text    ${MAIN} //th[.='処理番号']/following-sibling::td[1]
    RETURN    ${receipt}

Fill
    [Arguments]    ${field}
    IF    $field['kind'] == 'CHOICE'
        Select Options By    ${MAIN} ${field}[cell]//select    text    ${field}[text]
    ELSE IF    $field['kind'] == 'DATE'
        Select Options By    ${MAIN} ${field}[cell]//select    text    ${field}[era]
        FOR    ${index}    ${part}    IN ENUMERATE    @{field}[parts]    start=1
            Fill Text    ${MAIN} ${field}[cell]//input[${index}]    ${part}
        END
    ELSE
        Fill Text    ${MAIN} ${field}[cell]//input    ${field}[text]
        IF    ${field}[asks]
            Press Keys    ${MAIN} ${field}[cell]//input    Tab
        END
    END
    IF    ${field}[asks]
        Wait For Elements State    ${MAIN} css=#busy[aria-busy=false]    attached
    END

Press
    [Arguments]    ${name}
    Click    ${MAIN} button:text-is("${name}")
