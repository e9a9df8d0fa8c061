<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en_US">
<context>
    <name>rollcall::ExplanationText</name>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 is a repeat: it came %n second(s) after the first punch, within the repeat interval of %2 s.</source>
        <translation>
            <numerusform>%1 is a repeat: it came %n second after the first punch, within the repeat interval of %2 s.</numerusform>
            <numerusform>%1 is a repeat: it came %n seconds after the first punch, within the repeat interval of %2 s.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rollcall::ConnectionTest</name>
    <message numerus="yes">
        <source>%n user(s)</source>
        <translation>
            <numerusform>%n user</numerusform>
            <numerusform>%n users</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n log(s)</source>
        <translation>
            <numerusform>%n log</numerusform>
            <numerusform>%n logs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n second</numerusform>
            <numerusform>%n seconds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n hour</numerusform>
            <numerusform>%n hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>off by %n second(s)</source>
        <translation>
            <numerusform>off by %n second</numerusform>
            <numerusform>off by %n seconds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rollcall::ctl</name>
    <message numerus="yes">
        <source>%n more problem(s) were found.</source>
        <translation>
            <numerusform>%n more problem was found.</numerusform>
            <numerusform>%n more problems were found.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) are wrong. Nothing was stored. Correct them and import the file again.</source>
        <translation>
            <numerusform>%n line is wrong. Nothing was stored. Correct it and import the file again.</numerusform>
            <numerusform>%n lines are wrong. Nothing was stored. Correct them and import the file again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) of attendance were computed again.</source>
        <translation>
            <numerusform>%n day of attendance was computed again.</numerusform>
            <numerusform>%n days of attendance were computed again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 is locked with %n record(s).</source>
        <translation>
            <numerusform>%1 is locked with %n record.</numerusform>
            <numerusform>%1 is locked with %n records.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) that were set aside are punches now.</source>
        <translation>
            <numerusform>%n line that was set aside is a punch now.</numerusform>
            <numerusform>%n lines that were set aside are punches now.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Stored. %n day(s) of attendance were computed again.</source>
        <translation>
            <numerusform>Stored. %n day of attendance was computed again.</numerusform>
            <numerusform>Stored. %n days of attendance were computed again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) of attendance were looked at. Nothing would change.</source>
        <translation>
            <numerusform>%n day of attendance was looked at. Nothing would change.</numerusform>
            <numerusform>%n days of attendance were looked at. Nothing would change.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) would change. Nothing was stored. &quot;rollcallctl recompute&quot; stores them.</source>
        <translation>
            <numerusform>%n day would change. Nothing was stored. &quot;rollcallctl recompute&quot; stores it.</numerusform>
            <numerusform>%n days would change. Nothing was stored. &quot;rollcallctl recompute&quot; stores them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n person(s)</source>
        <translation>
            <numerusform>%n person</numerusform>
            <numerusform>%n people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This would change %n day(s) of %1. Nothing was stored.</source>
        <translation>
            <numerusform>This would change %n day of %1. Nothing was stored.</numerusform>
            <numerusform>This would change %n days of %1. Nothing was stored.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rollcall::ui::DaySummary</name>
    <message numerus="yes">
        <source>%n person(s)</source>
        <translation>
            <numerusform>%n person</numerusform>
            <numerusform>%n people</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rollcall::ui::DeviceModel</name>
    <message numerus="yes">
        <source>%n punch(es) wait for these users to be mapped</source>
        <translation>
            <numerusform>%n punch waits for these users to be mapped</numerusform>
            <numerusform>%n punches wait for these users to be mapped</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rollcall::ui::MapDialog</name>
    <message numerus="yes">
        <source>%n punch(es), last %1</source>
        <translation>
            <numerusform>%n punch, last %1</numerusform>
            <numerusform>%n punches, last %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more after this one</source>
        <translation>
            <numerusform>%n more after this one</numerusform>
            <numerusform>%n more after this one</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rollcall::ui::MappingActions</name>
    <message numerus="yes">
        <source>%Ln day(s) of attendance are still being built.</source>
        <translation>
            <numerusform>%Ln day of attendance is still being built.</numerusform>
            <numerusform>%Ln days of attendance are still being built.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln day(s) of attendance were built.</source>
        <translation>
            <numerusform>%Ln day of attendance was built.</numerusform>
            <numerusform>%Ln days of attendance were built.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln user(s) are now mapped.</source>
        <translation>
            <numerusform>%Ln user is now mapped.</numerusform>
            <numerusform>%Ln users are now mapped.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln user(s) were not unmapped.</source>
        <translation>
            <numerusform>%Ln user was not unmapped.</numerusform>
            <numerusform>%Ln users were not unmapped.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln user(s) are no longer mapped; their punches are kept, but no longer count.</source>
        <translation>
            <numerusform>%Ln user is no longer mapped; its punches are kept, but no longer count.</numerusform>
            <numerusform>%Ln users are no longer mapped; their punches are kept, but no longer count.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln mapping(s) were imported.</source>
        <translation>
            <numerusform>%Ln mapping was imported.</numerusform>
            <numerusform>%Ln mappings were imported.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln mapping(s) were written to “%1”.</source>
        <translation>
            <numerusform>%Ln mapping was written to “%1”.</numerusform>
            <numerusform>%Ln mappings were written to “%1”.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rollcall::ui::ImportMappingDialog</name>
    <message numerus="yes">
        <source>%Ln line(s) cannot be taken, so nothing is imported. Correct them in the file and choose it again.</source>
        <translation>
            <numerusform>%Ln line cannot be taken, so nothing is imported. Correct it in the file and choose it again.</numerusform>
            <numerusform>%Ln lines cannot be taken, so nothing is imported. Correct them in the file and choose it again.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rollcall::ui::SuggestDialog</name>
    <message numerus="yes">
        <source>%Ln user(s) will be mapped</source>
        <translation>
            <numerusform>%Ln user will be mapped</numerusform>
            <numerusform>%Ln users will be mapped</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rollcall::attention</name>
    <message numerus="yes">
        <source>%n record(s) of the locked month %1 would be different now, because of what came in later. They stay as they are until the month is unlocked.</source>
        <translation>
            <numerusform>%n record of the locked month %1 would be different now, because of what came in later. It stays as it is until the month is unlocked.</numerusform>
            <numerusform>%n records of the locked month %1 would be different now, because of what came in later. They stay as they are until the month is unlocked.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n command(s) to &quot;%1&quot; were not done: refused by the terminal, or not fetched in time.</source>
        <translation>
            <numerusform>%n command to &quot;%1&quot; was not done: refused by the terminal, or not fetched in time.</numerusform>
            <numerusform>%n commands to &quot;%1&quot; were not done: refused by the terminal, or not fetched in time.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) of terminals could not be read as punches and are kept aside.</source>
        <translation>
            <numerusform>%n line of terminals could not be read as a punch and is kept aside.</numerusform>
            <numerusform>%n lines of terminals could not be read as punches and are kept aside.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n punch(es) wait</source>
        <translation>
            <numerusform>%n punch waits</numerusform>
            <numerusform>%n punches wait</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n user(s) of &quot;%1&quot; are not mapped to a person; %2 for it.</source>
        <translation>
            <numerusform>%n user of &quot;%1&quot; is not mapped to a person; %2 for it.</numerusform>
            <numerusform>%n users of &quot;%1&quot; are not mapped to a person; %2 for it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The clock of &quot;%1&quot; is %n minute(s) behind, and so are the times of its punches. Set its clock.</source>
        <translation>
            <numerusform>The clock of &quot;%1&quot; is %n minute behind, and so are the times of its punches. Set its clock.</numerusform>
            <numerusform>The clock of &quot;%1&quot; is %n minutes behind, and so are the times of its punches. Set its clock.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The clock of &quot;%1&quot; is %n minute(s) ahead, and so are the times of its punches. Set its clock.</source>
        <translation>
            <numerusform>The clock of &quot;%1&quot; is %n minute ahead, and so are the times of its punches. Set its clock.</numerusform>
            <numerusform>The clock of &quot;%1&quot; is %n minutes ahead, and so are the times of its punches. Set its clock.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rollcall::ui::JobState</name>
    <message numerus="yes">
        <source>%1 of %Ln log(s)</source>
        <translation>
            <numerusform>%1 of %Ln log</numerusform>
            <numerusform>%1 of %Ln logs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln day(s)</source>
        <translation>
            <numerusform>%1 of %Ln day</numerusform>
            <numerusform>%1 of %Ln days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln day(s)</source>
        <translation>
            <numerusform>%Ln day</numerusform>
            <numerusform>%Ln days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln address(es)</source>
        <translation>
            <numerusform>%1 of %Ln address</numerusform>
            <numerusform>%1 of %Ln addresses</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln log(s)</source>
        <translation>
            <numerusform>%Ln log</numerusform>
            <numerusform>%Ln logs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln address(es)</source>
        <translation>
            <numerusform>%Ln address</numerusform>
            <numerusform>%Ln addresses</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n second(s) left</source>
        <translation>
            <numerusform>about %n second left</numerusform>
            <numerusform>about %n seconds left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n minute(s) left</source>
        <translation>
            <numerusform>about %n minute left</numerusform>
            <numerusform>about %n minutes left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rollcall::ui::TableExport</name>
    <message numerus="yes">
        <source>%Ln row(s) were written to “%1”.</source>
        <translation>
            <numerusform>%Ln row was written to “%1”.</numerusform>
            <numerusform>%Ln rows were written to “%1”.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rollcall::ui::AttentionLines</name>
    <message numerus="yes">
        <source>%Ln user(s) of “%1” are not mapped.</source>
        <translation>
            <numerusform>%Ln user of “%1” is not mapped.</numerusform>
            <numerusform>%Ln users of “%1” are not mapped.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln user(s) of “%1” are not mapped; %2 punches wait.</source>
        <translation>
            <numerusform>%Ln user of “%1” is not mapped; %2 punches wait.</numerusform>
            <numerusform>%Ln users of “%1” are not mapped; %2 punches wait.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rollcall::ui::DeleteDeviceDialog</name>
    <message numerus="yes">
        <source>It is known to hold %Ln user(s), who can no longer be mapped.</source>
        <translation>
            <numerusform>It is known to hold %Ln user, who can no longer be mapped.</numerusform>
            <numerusform>It is known to hold %Ln users, who can no longer be mapped.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln punch(es) of users that no one has mapped stay without a person.</source>
        <translation>
            <numerusform>%Ln punch of a user that no one has mapped stays without a person.</numerusform>
            <numerusform>%Ln punches of users that no one has mapped stay without a person.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rollcall::ui::FindDevices</name>
    <message numerus="yes">
        <source>%n device(s) found. Choose one, or go on without.</source>
        <translation>
            <numerusform>%n device found. Choose it, or go on without.</numerusform>
            <numerusform>%n devices found. Choose one, or go on without.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rollcall::ui::MainWindow</name>
    <message numerus="yes">
        <source>%n matter(s) need attention</source>
        <translation>
            <numerusform>%n matter needs attention</numerusform>
            <numerusform>%n matters need attention</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&quot;%1&quot; sent %n punch(es) dated from %2 to %3, which its clock cannot have shown rightly. They count for nobody until they are accepted or shifted.</source>
        <translation>
            <numerusform>&quot;%1&quot; sent %n punch dated from %2 to %3, which its clock cannot have shown rightly. It counts for nobody until it is accepted or shifted.</numerusform>
            <numerusform>&quot;%1&quot; sent %n punches dated from %2 to %3, which its clock cannot have shown rightly. They count for nobody until they are accepted or shifted.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rollcall::ui::DeviceUsersTab</name>
    <message numerus="yes">
        <source>%Ln user(s) on the device, as read at %1</source>
        <translation>
            <numerusform>%Ln user on the device, as read at %1</numerusform>
            <numerusform>%Ln users on the device, as read at %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rollcall::ui::UserPlanDialog</name>
    <message numerus="yes">
        <source>%Ln user(s) done.</source>
        <translation>
            <numerusform>%Ln user done.</numerusform>
            <numerusform>%Ln users done.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rollcall::ui::SendPeopleDialog</name>
    <message numerus="yes">
        <source>Send %Ln Person(s)</source>
        <translation>
            <numerusform>Send %Ln Person</numerusform>
            <numerusform>Send %Ln People</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rollcall::ui::TerminalActions</name>
    <message numerus="yes">
        <source>%Ln log(s) were cleared from “%1”. Each of them is stored here.</source>
        <translation>
            <numerusform>%Ln log was cleared from “%1”. It is stored here.</numerusform>
            <numerusform>%Ln logs were cleared from “%1”. Each of them is stored here.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rollcall::ui::CopyUsersDialog</name>
    <message numerus="yes">
        <source>Copy %Ln user(s) of “%1”</source>
        <translation>
            <numerusform>Copy %Ln user of “%1”</numerusform>
            <numerusform>Copy %Ln users of “%1”</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Copy %Ln User(s)</source>
        <translation>
            <numerusform>Copy %Ln User</numerusform>
            <numerusform>Copy %Ln Users</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rollcall::ui::OverviewTab</name>
    <message numerus="yes">
        <source>%1 · %Ln new log(s)</source>
        <translation>
            <numerusform>%1 · %Ln new log</numerusform>
            <numerusform>%1 · %Ln new logs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rollcall::ui::LogsTab</name>
    <message numerus="yes">
        <source>%Ln log(s)</source>
        <translation>
            <numerusform>%Ln log</numerusform>
            <numerusform>%Ln logs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln log(s) were written to “%1”.</source>
        <translation>
            <numerusform>%Ln log was written to “%1”.</numerusform>
            <numerusform>%Ln logs were written to “%1”.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rollcall::ui::HistoryTab</name>
    <message numerus="yes">
        <source>%Ln sync(s)</source>
        <translation>
            <numerusform>%Ln sync</numerusform>
            <numerusform>%Ln syncs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The last %Ln sync(s)</source>
        <translation>
            <numerusform>The last %Ln sync</numerusform>
            <numerusform>The last %Ln syncs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rollcall::ui::RemoveUsersDialog</name>
    <message numerus="yes">
        <source>Remove %Ln user(s) from “%1”?</source>
        <translation>
            <numerusform>Remove %Ln user from “%1”?</numerusform>
            <numerusform>Remove %Ln users from “%1”?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Remove %Ln User(s)</source>
        <translation>
            <numerusform>Remove %Ln User</numerusform>
            <numerusform>Remove %Ln Users</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rollcall::ui::ClearLogsDialog</name>
    <message numerus="yes">
        <source>%Ln log(s) go from the memory of the terminal. Nothing brings them back there.</source>
        <translation>
            <numerusform>%Ln log goes from the memory of the terminal. Nothing brings it back there.</numerusform>
            <numerusform>%Ln logs go from the memory of the terminal. Nothing brings them back there.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>rollcall::ui::CommandsTab</name>
    <message numerus="yes">
        <source>%Ln command(s) wait for the terminal</source>
        <translation>
            <numerusform>%Ln command waits for the terminal</numerusform>
            <numerusform>%Ln commands wait for the terminal</numerusform>
        </translation>
    </message>
</context>
</TS>
