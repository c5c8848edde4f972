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
    <name>ludus::bridges::ConfigBridge</name>
    <message numerus="yes">
        <source>%n value(s), a run each</source>
        <translation>
            <numerusform>%n value, one run</numerusform>
            <numerusform>%n values, a run each</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ludus::bridges::DiskBridge</name>
    <message numerus="yes">
        <source>%n replay(s)</source>
        <translation>
            <numerusform>%n replay</numerusform>
            <numerusform>%n replays</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n checkpoint(s)</source>
        <translation>
            <numerusform>%n checkpoint</numerusform>
            <numerusform>%n checkpoints</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n snapshot(s)</source>
        <translation>
            <numerusform>%n snapshot</numerusform>
            <numerusform>%n snapshots</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n left-over file(s)</source>
        <translation>
            <numerusform>%n left-over file</numerusform>
            <numerusform>%n left-over files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ludus::bridges::LeagueBridge</name>
    <message numerus="yes">
        <source>%n match(es)</source>
        <translation>
            <numerusform>%n match</numerusform>
            <numerusform>%n matches</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ludus::bridges::LeagueComparisonBridge</name>
    <message numerus="yes">
        <source>The best %1 of %2 against the best %3 of %4, %n match(es) of each pair.</source>
        <translation>
            <numerusform>The best %1 of %2 against the best %3 of %4, %n match of each pair.</numerusform>
            <numerusform>The best %1 of %2 against the best %3 of %4, %n matches of each pair.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The newest %1 of %2 against the newest %3 of %4, %n match(es) of each pair.</source>
        <translation>
            <numerusform>The newest %1 of %2 against the newest %3 of %4, %n match of each pair.</numerusform>
            <numerusform>The newest %1 of %2 against the newest %3 of %4, %n matches of each pair.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ludus::bridges::MachineCheck</name>
    <message numerus="yes">
        <source>%n thread(s)</source>
        <translation>
            <numerusform>%n thread</numerusform>
            <numerusform>%n threads</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ludus::bridges::RunsBridge</name>
    <message numerus="yes">
        <source>%n run(s)</source>
        <translation>
            <numerusform>%n run</numerusform>
            <numerusform>%n runs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ludus::bridges::ViewerBridge</name>
    <message numerus="yes">
        <source>%n snapshot(s)</source>
        <translation>
            <numerusform>%n snapshot</numerusform>
            <numerusform>%n snapshots</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n match(es)</source>
        <translation>
            <numerusform>%n match</numerusform>
            <numerusform>%n matches</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ludus::models::LeagueModel</name>
    <message numerus="yes">
        <source>%n match(es)</source>
        <translation>
            <numerusform>%n match</numerusform>
            <numerusform>%n matches</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ludus::pages::ComparePage</name>
    <message numerus="yes">
        <source>%n run(s)</source>
        <translation>
            <numerusform>%n run</numerusform>
            <numerusform>%n runs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n group(s)</source>
        <translation>
            <numerusform>%n group</numerusform>
            <numerusform>%n groups</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Comparison of %n run(s)</source>
        <translation>
            <numerusform>Comparison of %n run</numerusform>
            <numerusform>Comparison of %n runs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ludus::pages::DiskPage</name>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
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
    <message numerus="yes">
        <source>%n run(s) deleted.</source>
        <translation>
            <numerusform>%n run deleted.</numerusform>
            <numerusform>%n runs deleted.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n run(s)</source>
        <translation>
            <numerusform>%1 of %n run</numerusform>
            <numerusform>%1 of %n runs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n archived</source>
        <translation>
            <numerusform>%n archived</numerusform>
            <numerusform>%n archived</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n selected:</source>
        <translation>
            <numerusform>%n selected:</numerusform>
            <numerusform>%n selected:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Tag for %n run(s)</source>
        <translation>
            <numerusform>Tag for %n run</numerusform>
            <numerusform>Tag for %n runs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %n run(s) and %1 of files?</source>
        <translation>
            <numerusform>Delete %n run and %1 of files?</numerusform>
            <numerusform>Delete %n runs and %1 of files?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ludus::pages::LeaguePage</name>
    <message numerus="yes">
        <source>%n learner(s)</source>
        <translation>
            <numerusform>%n learner</numerusform>
            <numerusform>%n learners</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n snapshot(s)</source>
        <translation>
            <numerusform>%n snapshot</numerusform>
            <numerusform>%n snapshots</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ludus::pages::LineageCard</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It started again: none of %n candidate(s) won %1 to %2 against the main agent.</source>
        <extracomment>%1 and %2: ends of the window of win rates from which one inherits.</extracomment>
        <translation>
            <numerusform>It started again: %n candidate, and it did not win %1 to %2 against the main agent.</numerusform>
            <numerusform>It started again: none of %n candidates won %1 to %2 against the main agent.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It went on from %1: with %2 against the main agent the nearest to one half of %n candidate(s) inside the window.</source>
        <translation>
            <numerusform>It went on from %1, with %2 against the main agent: %n candidate inside the window.</numerusform>
            <numerusform>It went on from %1: with %2 against the main agent the nearest to one half of %n candidates inside the window.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It went on from %1: with %2 against the main agent the best of %n candidate(s).</source>
        <translation>
            <numerusform>It went on from %1, with %2 against the main agent: %n candidate.</numerusform>
            <numerusform>It went on from %1: with %2 against the main agent the best of %n candidates.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It went on with its own weights: with %1 against the main agent the nearest to one half of %n candidate(s) inside the window.</source>
        <translation>
            <numerusform>It went on with its own weights, with %1 against the main agent: %n candidate inside the window.</numerusform>
            <numerusform>It went on with its own weights: with %1 against the main agent the nearest to one half of %n candidates inside the window.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It went on with its own weights: with %1 against the main agent the best of %n candidate(s).</source>
        <translation>
            <numerusform>It went on with its own weights, with %1 against the main agent: %n candidate.</numerusform>
            <numerusform>It went on with its own weights: with %1 against the main agent the best of %n candidates.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>now unknown: %n match(es) are too few</source>
        <translation>
            <numerusform>now unknown: %n match is too few</numerusform>
            <numerusform>now unknown: %n matches are too few</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ludus::pages::LineagePage</name>
    <message numerus="yes">
        <source>%n branch(es)</source>
        <translation>
            <numerusform>%n branch</numerusform>
            <numerusform>%n branches</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n period(s) of the league</source>
        <translation>
            <numerusform>%n period of the league</numerusform>
            <numerusform>%n periods of the league</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ludus::pages::MatchPreview</name>
    <message numerus="yes">
        <source>%n frame(s)</source>
        <translation>
            <numerusform>%n frame</numerusform>
            <numerusform>%n frames</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ludus::pages::MatchRecordStrip</name>
    <message numerus="yes">
        <source>Cancelled: %n match(es) recorded before.</source>
        <translation>
            <numerusform>Cancelled: %n match recorded before.</numerusform>
            <numerusform>Cancelled: %n matches recorded before.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n match(es) recorded.</source>
        <translation>
            <numerusform>%n match recorded.</numerusform>
            <numerusform>%n matches recorded.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ludus::pages::MatchView</name>
    <message numerus="yes">
        <source>observes %n number(s)</source>
        <translation>
            <numerusform>observes %n number</numerusform>
            <numerusform>observes %n numbers</numerusform>
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
    <message numerus="yes">
        <source>%n run(s) wait in the queue now.</source>
        <translation>
            <numerusform>%n run waits in the queue now.</numerusform>
            <numerusform>%n runs wait in the queue now.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Start %n run(s)</source>
        <translation>
            <numerusform>Start %n run</numerusform>
            <numerusform>Start %n runs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n run(s)</source>
        <translation>
            <numerusform>%n run</numerusform>
            <numerusform>%n runs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ludus::pages::QueuePanel</name>
    <message numerus="yes">
        <source>%n at a time</source>
        <translation>
            <numerusform>%n at a time</numerusform>
            <numerusform>%n at a time</numerusform>
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
    <message numerus="yes">
        <source>%n ticked</source>
        <translation>
            <numerusform>%n ticked</numerusform>
            <numerusform>%n ticked</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ludus::pages::RoleChip</name>
    <message numerus="yes">
        <source>%1: %n snapshot(s)</source>
        <extracomment>A role of a league and how many snapshots it has.</extracomment>
        <translation>
            <numerusform>%1: %n snapshot</numerusform>
            <numerusform>%1: %n snapshots</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ludus::pages::RunCharts</name>
    <message numerus="yes">
        <source>%n point(s)</source>
        <translation>
            <numerusform>%n point</numerusform>
            <numerusform>%n points</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ludus::pages::RunControl</name>
    <message numerus="yes">
        <source>%n change(s) wait until they are applied.</source>
        <translation>
            <numerusform>%n change waits until it is applied.</numerusform>
            <numerusform>%n changes wait until they are applied.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ludus::pages::RunDetailsPanel</name>
    <message numerus="yes">
        <source>%1 (%n cards)</source>
        <translation>
            <numerusform>%1 (%n card)</numerusform>
            <numerusform>%1 (%n cards)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n option(s) changed on the way; they are no part of this command.</source>
        <translation>
            <numerusform>%n option changed on the way; it is no part of this command.</numerusform>
            <numerusform>%n options changed on the way; they are no part of this command.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ludus::pages::RunPreview</name>
    <message numerus="yes">
        <source>%n run(s) selected</source>
        <translation>
            <numerusform>%n run selected</numerusform>
            <numerusform>%n runs selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Mean Elo %1 of %n rated run(s)</source>
        <translation>
            <numerusform>Elo %1 of %n rated run</numerusform>
            <numerusform>Mean Elo %1 of %n rated runs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ludus::pages::WhatIfPanel</name>
    <message numerus="yes">
        <source>%n change(s) wait until they are applied.</source>
        <translation>
            <numerusform>%n change waits until it is applied.</numerusform>
            <numerusform>%n changes wait until they are applied.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ludus::pages::WhyVerdictView</name>
    <message numerus="yes">
        <source>%n number(s) drawn: %1</source>
        <translation>
            <numerusform>%n number drawn: %1</numerusform>
            <numerusform>%n numbers drawn: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ludus::studio::MainWindow</name>
    <message numerus="yes">
        <source>%n run(s) train in this window.</source>
        <translation>
            <numerusform>%n run trains in this window.</numerusform>
            <numerusform>%n runs train in this window.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) could not be saved: %1.</source>
        <translation>
            <numerusform>%n run could not be saved: %1.</numerusform>
            <numerusform>%n runs could not be saved: %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ludus::studio::Shell</name>
    <message numerus="yes">
        <source>%n queued</source>
        <translation>
            <numerusform>%n queued</numerusform>
            <numerusform>%n queued</numerusform>
        </translation>
    </message>
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
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n paused</source>
        <translation>
            <numerusform>%n paused</numerusform>
            <numerusform>%n paused</numerusform>
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
<context>
    <name>ludus::views::PlaybackTimeline</name>
    <message numerus="yes">
        <source>%1: %n moment(s)</source>
        <translation>
            <numerusform>%1: %n moment</numerusform>
            <numerusform>%1: %n moments</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ludus::views::SeriesPlot</name>
    <message numerus="yes">
        <source>%n value(s) of zero or less not shown</source>
        <translation>
            <numerusform>%n value of zero or less not shown</numerusform>
            <numerusform>%n values of zero or less not shown</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n point(s) where x is zero or less not shown</source>
        <translation>
            <numerusform>%n point where x is zero or less not shown</numerusform>
            <numerusform>%n points where x is zero or less not shown</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ludus::views::ShareBars</name>
    <message numerus="yes">
        <source>%n candidate(s)</source>
        <translation>
            <numerusform>%n candidate</numerusform>
            <numerusform>%n candidates</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ludus::views::TagEdit</name>
    <message numerus="yes">
        <source>%n more, type to find</source>
        <translation>
            <numerusform>%n more, type to find</numerusform>
            <numerusform>%n more, type to find</numerusform>
        </translation>
    </message>
</context>
</TS>
