<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Game</name>
    <message numerus="yes">
        <source>%n input(s)</source>
        <translation>
            <numerusform>%n input</numerusform>
            <numerusform>%n inputs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n action(s)</source>
        <translation>
            <numerusform>%n action</numerusform>
            <numerusform>%n actions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ludus::pages::ExperimentsPage</name>
    <message numerus="yes">
        <source>%n run(s)</source>
        <translation>
            <numerusform>%n run</numerusform>
            <numerusform>%n runs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) interrupted: %1.</source>
        <translation>
            <numerusform>%n run was interrupted: %1.</numerusform>
            <numerusform>%n runs were interrupted: %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ludus::pages::NewExperimentPage</name>
    <message numerus="yes">
        <source>%n change(s) from the preset</source>
        <translation>
            <numerusform>%n change from the preset</numerusform>
            <numerusform>%n changes from the preset</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) to correct: %1</source>
        <translation>
            <numerusform>%n thing to correct: %1</numerusform>
            <numerusform>%n things to correct: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ludus::pages::ReplaysPage</name>
    <message numerus="yes">
        <source>%n match(es)</source>
        <translation>
            <numerusform>%n match</numerusform>
            <numerusform>%n matches</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ludus::studio::MainWindow</name>
    <message numerus="yes">
        <source>%n run(s) training</source>
        <translation>
            <numerusform>%n run training</numerusform>
            <numerusform>%n runs training</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) paused</source>
        <translation>
            <numerusform>%n run paused</numerusform>
            <numerusform>%n runs paused</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) interrupted</source>
        <translation>
            <numerusform>%n run interrupted</numerusform>
            <numerusform>%n runs interrupted</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) train in this window.</source>
        <translation>
            <numerusform>%n run trains in this window.</numerusform>
            <numerusform>%n runs train in this window.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ludus::views::HoverCard</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
</TS>
