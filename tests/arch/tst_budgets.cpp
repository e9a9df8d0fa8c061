// SPDX-FileCopyrightText: 2026 The Rollcall authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/arch/rules.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace rollcall::arch;

/// Size budgets of style-anchors.md, "House rules that follow".
class tst_budgets : public rollcall::test::TestCase
{
    Q_OBJECT

private slots:
    void countsFunctions_data();
    void countsFunctions();
    void findsLongFunction();
    void findsLongFile();
    void findsLongMainWindow();
    void keepsWithinTheLimit();
    void productKeepsItsBudgets();
};

void tst_budgets::countsFunctions_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("spans"); // "name line lines"
    const auto row = [](const char *name, const char *text, const QStringList &spans) {
        QTest::newRow(name) << QString::fromLatin1(text) << spans;
    };
    row("free function", "namespace rollcall {\n\nint f(int a)\n{\n    return a;\n}\n}\n",
        {QStringLiteral("f 3 4")});
    row("member with initialisers",
        "A::A(int b)\n    : m_b(b)\n    , m_c(1)\n{\n    if (b) {\n        g();\n    }\n}\n",
        {QStringLiteral("A::A 1 8")});
    row("inline member", "class A : public B\n{\npublic:\n    int f() const { return 1; }\n};\n",
        {QStringLiteral("f 4 1")});
    row("class with attribute",
        "template <typename T>\nclass [[nodiscard]] R\n{\n    bool ok() { return true; }\n};\n",
        {QStringLiteral("ok 4 1")});
    row("lambda belongs to its function",
        "void f()\n{\n    auto g = [] {\n        h();\n    };\n    g();\n}\n",
        {QStringLiteral("f 1 7")});
    row("local class belongs to its function",
        "void f()\n{\n    struct S\n    {\n        int g() { return 1; }\n    };\n}\n",
        {QStringLiteral("f 1 7")});
    row("table", "const QList<int> numbers = {\n    f(1),\n    {2},\n};\nvoid f()\n{\n}\n",
        {QStringLiteral("f 5 3")});
    row("enum", "enum class E {\n    A,\n};\nvoid f()\n{\n}\n", {QStringLiteral("f 4 3")});
    row("operator", "bool operator==(A a, A b)\n{\n    return a.i == b.i;\n}\n",
        {QStringLiteral("operator== 1 4")});
    row("braces in texts",
        "void f()\n{\n    g('{', \"}}\", R\"x(\n{{)x\", 1'000);\n}\nvoid h()\n{\n}\n",
        {QStringLiteral("f 1 5"), QStringLiteral("h 6 3")});
    row("braces in a macro", "#define OPEN \\\n    {\nvoid f()\n{\n}\n", {QStringLiteral("f 3 3")});
    row("declaration only", "void f();\nstruct S;\n", {});
}

void tst_budgets::countsFunctions()
{
    QFETCH(QString, text);
    QFETCH(QStringList, spans);
    QStringList found;
    for (const FunctionSpan &span : functionsOf(text))
        found.append(QStringLiteral("%1 %2 %3").arg(span.name).arg(span.line).arg(span.lines));
    QCOMPARE(found, spans);
}

static SourceFile fileWithFunction(int lines)
{
    const QString body = QStringLiteral("    g();\n").repeated(lines - 3);
    return {QStringLiteral("core/base/a.cpp"),
            QString(QStringLiteral("\nvoid f()\n{\n") + body + u"}\n")};
}

void tst_budgets::findsLongFunction()
{
    const auto findings = budgetFindings(fileWithFunction(61));
    QCOMPARE(findings.size(), 1);
    QCOMPARE(findings.first().line, 2);
    QCOMPARE(findings.first().what, QStringLiteral("f() has 61 lines, at most 60"));
}

void tst_budgets::findsLongFile()
{
    const QString text = QStringLiteral("int a;\n").repeated(401);
    QCOMPARE(budgetFindings({QStringLiteral("ui/a.cpp"), text}).size(), 1);
}

void tst_budgets::findsLongMainWindow()
{
    const QString text = QStringLiteral("int a;\n").repeated(301);
    QCOMPARE(budgetFindings({QStringLiteral("ui/mainwindow.cpp"), text}).size(), 1);
}

void tst_budgets::keepsWithinTheLimit()
{
    QVERIFY(budgetFindings(fileWithFunction(60)).isEmpty());
    QVERIFY(budgetFindings({QStringLiteral("ui/a.cpp"), QStringLiteral("int a;\n").repeated(400)})
                .isEmpty());
}

void tst_budgets::productKeepsItsBudgets()
{
    const QList<SourceFile> files = productFiles();
    QVERIFY2(files.size() > 40, "The product's sources were not found.");
    QList<Finding> findings;
    qsizetype functions = 0;
    for (const SourceFile &file : files) {
        findings += budgetFindings(file);
        functions += functionsOf(file.text).size();
    }
    QVERIFY2(functions > 100, "The functions were not found.");
    QVERIFY2(findings.isEmpty(), qPrintable(listed(findings)));
}

ROLLCALL_TEST(tst_budgets);
#include "tst_budgets.moc"
