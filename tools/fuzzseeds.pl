# SPDX-FileCopyrightText: 2026 The Rollcall authors
# SPDX-License-Identifier: GPL-3.0-or-later

# perl tools/fuzzseeds.pl TARGET FOLDER: writes seeds for a fuzzer, one file each, from tests/vectors. Needs no module:
# the few strings wanted are picked out of the JSON by their keys.

use strict;
use warnings;

my ($target, $folder) = @ARGV;
my %seeds;

sub text_of {
    my ($file) = @_;
    open my $in, '<:raw', $file or die "$file: $!";
    local $/;
    return <$in>;
}

sub unescaped {
    my ($text) = @_;
    my %plain = (n => "\n", r => "\r", t => "\t", b => "\b", f => "\f");
    $text =~ s/\\(?:u([0-9a-fA-F]{4})|(.))/defined $1 ? chr(hex($1) & 0xff) : $plain{$2} \/\/ $2/ge;
    return $text;
}

if ($target =~ /ics/) {
    my $text = text_of('tests/core/tst_holidayfile.cpp');
    while ($text =~ /"((?:SUMMARY|DTSTART)[^"]+)"/g) {
        my $lines = $1 =~ s/\|/\r\n/gr;
        $seeds{$lines} = 1;
        $seeds{"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n$lines\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"} = 1;
    }
    $seeds{"date,name,applies_to\n2026-03-04,Holi,student\n"} = 1;
}
elsif ($target =~ /zk/) {
    for my $file (glob 'tests/vectors/zk/*.json') {
        my $text = text_of($file);
        $seeds{pack 'H*', $1} = 1 while $text =~ /"(?:data_)?hex": "([0-9a-f]+)"/g;
    }
}
elsif ($target =~ /adms_query/) {
    for my $file (glob 'tests/vectors/push/adms-*.json') {
        my $text = text_of($file);
        $seeds{unescaped($1)} = 1 while $text =~ /"path": "((?>[^"\\]+|\\.)*)"/g;
    }
}
elsif ($target =~ /adms/) {
    my @choices = $target =~ /attlog|results/ ? ('') : map { chr } 0 .. 3; # a first byte that chooses the table
    for my $file (glob 'tests/vectors/push/adms-*.json') {
        my $text = text_of($file);
        while ($text =~ /"body": "((?>[^"\\]+|\\.)*)"/g) {
            my $body = unescaped($1);
            $seeds{$_ . $body} = 1 for @choices;
        }
    }
}
elsif ($target =~ /http/) {
    for my $file (glob 'tests/vectors/push/*.json') {
        my $text = text_of($file);
        while ($text =~ /"method": "([A-Z]+)",\s*"path": "([^"]*)"(?:,\s*"headers": \{([^}]*)\})?/g) {
            my ($method, $path, $headers) = ($1, $2, $3 // '');
            my $head = "$method $path HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 2\r\n";
            $head .= "$1: " . unescaped($2) . "\r\n" while $headers =~ /"([^"]+)": "((?>[^"\\]+|\\.)*)"/g;
            $seeds{"\x20$head\r\n{}"} = 1; # the first byte says where it is cut in two
        }
    }
    my $chunked = "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n";
    $seeds{"\x10$chunked"} = 1;
    $seeds{"\x48$chunked\r\nGET / HTTP/1.1\nContent-Length: 3\n\nabc$chunked"} = 1;
    # What tst_smuggling sends, each with a request behind it.
    for my $fields ("Content-Length: 2\r\nContent-Length: 0", "Content-Length: 5\r\nTransfer-Encoding: chunked",
                    "Transfer-Encoding : chunked", "Transfer-Encoding: xchunked", "Content-Length: +2",
                    "X: a\r\n b", "X: a\rContent-Length: 2", "Connection: upgrade\r\nUpgrade: websocket") {
        $seeds{"\x30POST / HTTP/1.1\r\n$fields\r\n\r\n{}$chunked"} = 1;
    }
    for my $chunk ("-2", "+2", "0x2", "2 ", "ffffffffffffffff", "2;a=b", "2\n", "00000002") {
        $seeds{"\x30POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n$chunk\r\n{}\r\n0\r\n\r\n$chunked"} = 1;
    }
}
elsif ($target =~ /push/) {
    for my $file (glob 'tests/vectors/push/*.json') {
        my $text = text_of($file);
        $seeds{unescaped($1)} = 1 while $text =~ /"body": "((?>[^"\\]+|\\.)*)"/g;
    }
}
elsif ($target =~ /csv/) {
    $seeds{"number,name,kind,class,section,roll,gender,card,guardian,phone,from,to\r\n"
          . "1001,\"Khan, Aysha\",student,7,B,1,f,,,,2026-04-01,\r\n"} = 1;
    $seeds{"\xef\xbb\xbfdevice,user_id,person,from,to\nMain Gate,7,1001,,\n"} = 1;
    $seeds{"Adm. No.|Student's Name|Class/Section\n7|M\xfcller|7-B\n"} = 1;
    $seeds{"\xff\xfen\0u\0m\0b\0e\0r\0,\0n\0a\0m\0e\0\n\0"} = 1;
    $seeds{"\xc7\xe1\xc7\xd3\xe3;name\n1;\xe3\xcd\xe3\xcf\n"} = 1;
    $seeds{"number;name\n1;\"a \"\"quoted\"\" name\nover two lines\"\n"} = 1;
}
elsif ($target =~ /xlsx/) {
    # A first byte that is no P: parts of a workbook between form feeds (fuzz_xlsx.cpp).
    my $head = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>'
             . '<c r="C1" t="inlineStr"><is><t>from</t></is></c></row>';
    my $row = '<row r="2"><c r="A2" s="2"><v>1.23E5</v></c><c r="B2" t="str"><f>A1</f><v>Aysha</v></c>'
            . '<c r="C2" s="1"><v>46093</v></c></row><row r="3"><c t="e"><v>#N/A</v></c><c t="b"><v>1</v></c></row>';
    my $sheet = "<worksheet><sheetData>$head$row</sheetData><mergeCells><mergeCell ref=\"A2:B3\"/></mergeCells></worksheet>";
    my $texts = '<sst><si><r><t>num</t></r><r><t>ber</t></r><rPh><t>x</t></rPh></si><si><t>name</t></si></sst>';
    my $styles = '<s><numFmts><numFmt numFmtId="170" formatCode="[Red]000000"/></numFmts><cellXfs><xf numFmtId="0"/>'
               . '<xf numFmtId="14"/><xf numFmtId="170"/></cellXfs></s>';
    my $book = '<w xmlns:r="r"><workbookPr date1904="1"/><sheets><sheet name="H" state="hidden" r:id="1"/>'
             . '<sheet name="S" r:id="1"/></sheets></w>';
    my $relations = '<r><Relationship Id="1" Target="/xl/worksheets/sheet1.xml"/></r>';
    $seeds{"x$sheet"} = 1;
    $seeds{join "\f", "x$sheet", $texts, $styles, $book, $relations} = 1;
    $seeds{"PK\x03\x04" . "\0" x 26} = 1;
    $seeds{"\xd0\xcf\x11\xe0"} = 1;
}
elsif ($target =~ /settings/) {
    my $text = text_of('tests/vectors/attendance/cases.json');
    # Objects of the depth that settings have: plain values and windows.
    while ($text =~ /"(?:settings|defaults)": (\{(?>[^{}]+|\{[^{}]*\})*\})/g) {
        $seeds{$1} = 1;
        $seeds{"[$1, {\"day_change\": \"14:00\", \"grace_minutes\": 999}]"} = 1;
    }
}
elsif ($target =~ /attlog/) {
    $seeds{"\0\0     007\t2026-03-02 07:41:10\t1\t0\t1\t0\r\n      12\t2026-03-02 07:42:00\t1\t1\t15\t0\r\n"} = 1;
    $seeds{"\x10\0\xef\xbb\xbf7\t2026/3/2 7:41\t1\n\n 8  2026-02-30 07:41:10  1 0\n\t2026-03-02 07:41:10\n\x1a\0\0"} = 1;
}

my $count = 0;
for my $seed (sort keys %seeds) {
    open my $out, '>:raw', sprintf('%s/seed-%04d', $folder, ++$count) or die "$folder: $!";
    print $out $seed;
    close $out or die "$folder: $!";
}
