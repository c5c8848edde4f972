// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/help_page.h"

#include <QAction>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QScrollArea>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextBrowser>
#include <QTextFrame>
#include <QTextTable>

#include "app/pages/help_library.h"
#include "app/pages/navigator.h"
#include "widgets/style/theme.h"
#include "widgets/views/buttons.h"
#include "widgets/views/choice_list.h"
#include "widgets/views/panel.h"

namespace ludus::pages {
namespace {

using style::Token;
using style::Type;

constexpr int kContentsWidth = 260, kTextWidth = 720, kMostHits = 30;

QString cell(QString text) {
    return text.replace(QLatin1Char('|'), QStringLiteral("\\|"));
}

/// Puts a document that came from Markdown into the type scale and the colours of the theme.
void dressHeadings(QTextDocument& document) {
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        const int level = block.blockFormat().headingLevel();
        QTextCursor cursor(block);
        QTextBlockFormat format = block.blockFormat();
        const bool inTable = cursor.currentTable() != nullptr;
        format.setTopMargin(level == 1 ? 4 : level == 2 ? 20 : level > 2 ? 14 : inTable ? 0 : 3);
        format.setBottomMargin(level > 0 ? 6 : inTable ? 0 : 5);
        format.setLineHeight(level > 0 ? 0 : style::Theme::instance().lineHeight(Type::Body),
                             level > 0 ? QTextBlockFormat::SingleHeight : QTextBlockFormat::MinimumHeight);
        cursor.setBlockFormat(format);
        if (level == 0) continue;
        QTextCharFormat letters;  // anew: sizes of Markdown headings are relative ones, which would win
        letters.setFont(style::font(level == 1 ? Type::Page : level == 2 ? Type::Section : Type::BodyStrong));
        cursor.movePosition(QTextCursor::StartOfBlock);
        cursor.movePosition(QTextCursor::EndOfBlock, QTextCursor::KeepAnchor);
        cursor.setCharFormat(letters);
    }
}

void dressPieces(QTextDocument& document) {
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        for (auto it = block.begin(); !it.atEnd(); ++it) {
            const QTextFragment fragment = it.fragment();
            QTextCharFormat format;
            if (fragment.charFormat().fontFixedPitch()) {
                format.setFont(style::font(Type::Mono));
                format.setBackground(style::color(Token::Sunken));
            } else if (fragment.charFormat().isAnchor()) {
                format.setForeground(style::color(Token::Link));
                format.setFontUnderline(true);
            } else {
                continue;
            }
            QTextCursor cursor(&document);
            cursor.setPosition(fragment.position());
            cursor.setPosition(fragment.position() + fragment.length(), QTextCursor::KeepAnchor);
            cursor.mergeCharFormat(format);
        }
    }
}

void dressTables(QTextDocument& document) {
    for (QTextFrame* frame : document.rootFrame()->childFrames()) {
        auto* table = qobject_cast<QTextTable*>(frame);
        if (!table) continue;
        QTextTableFormat format = table->format();
        format.setCellPadding(5);
        format.setCellSpacing(0);
        format.setBorder(1);
        format.setBorderStyle(QTextFrameFormat::BorderStyle_Solid);
        format.setBorderBrush(style::color(Token::Border));
        format.setBorderCollapse(true);
        format.setTopMargin(6);
        format.setBottomMargin(10);
        table->setFormat(format);
    }
}

}  // namespace

HelpPage::HelpPage(const Services& services, QWidget* parent) : Page(tr("Help"), parent), go_(services.go) {
    setObjectName(QStringLiteral("page.help"));
    back_ = views::makeTransportButton(QStringLiteral("chevron-left"), tr("Back"));
    back_->setObjectName(QStringLiteral("help.back"));
    forward_ = views::makeTransportButton(QStringLiteral("chevron-right"), tr("Forward"));
    forward_->setObjectName(QStringLiteral("help.forward"));
    header()->addWidget(back_);
    header()->addWidget(forward_);
    connect(back_, &QToolButton::clicked, this, [this] { step(-1); });
    connect(forward_, &QToolButton::clicked, this, [this] { step(1); });
    const auto shortcut = [this](QToolButton* button, const char* name, QKeySequence::StandardKey keys) {
        auto* action = new QAction(button->accessibleName(), this);
        action->setObjectName(QLatin1String("help.go.") + QLatin1String(name));
        action->setShortcut(keys);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        connect(action, &QAction::triggered, button, &QToolButton::click);
        addAction(action);
    };
    shortcut(back_, "back", QKeySequence::Back);
    shortcut(forward_, "forward", QKeySequence::Forward);

    auto* row = new QHBoxLayout;
    row->setSpacing(style::space::kPanelGap);
    row->addWidget(makeContents());
    row->addWidget(makeText(), 1);
    body()->addLayout(row, 1);
    connect(&style::Theme::instance(), &style::Theme::changed, this, &HelpPage::render);
    go(QStringLiteral("start"), true);
}

QWidget* HelpPage::makeContents() {
    auto* side = new QWidget;
    side->setFixedWidth(kContentsWidth);
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(style::space::kPanelGap);
    search_ = new QLineEdit;
    search_->setObjectName(QStringLiteral("help.search"));
    search_->setPlaceholderText(tr("Search the help"));
    search_->setAccessibleName(tr("Search the help"));
    search_->setClearButtonEnabled(true);
    search_->installEventFilter(this);
    column->addWidget(search_);
    const auto list = [&](const char* name, const QString& title) {
        auto* choices = new views::ChoiceList;
        choices->setObjectName(QLatin1String(name));
        choices->setAccessibleName(title);
        return choices;
    };
    contents_ = list("help.contents", tr("Contents"));
    hits_ = list("help.hits", tr("What was found"));
    hits_->hide();
    nothing_ = new views::Label(tr("No text has all of these words."), Type::Small, Token::TextMuted);
    nothing_->setWordWrap(true);
    nothing_->hide();
    const HelpLibrary& library = HelpLibrary::here();
    for (const QString& page : HelpLibrary::pages())
        contents_->addChoice(page, library.title(page), {});
    auto* inside = new QWidget;
    auto* lists = new QVBoxLayout(inside);
    lists->setContentsMargins(4, 4, 4, 4);
    lists->addWidget(contents_);
    lists->addWidget(hits_);
    lists->addWidget(nothing_);
    lists->addStretch(1);
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(inside);
    inside->setAutoFillBackground(false);
    scroll->viewport()->setAutoFillBackground(false);
    auto* panel = new views::Panel(tr("Contents"));
    panel->setContent(scroll);
    column->addWidget(panel, 1);
    connect(search_, &QLineEdit::textChanged, this, &HelpPage::search);
    connect(contents_, &views::ChoiceList::chosen, this, &HelpPage::open);
    connect(hits_, &views::ChoiceList::chosen, this, &HelpPage::open);
    return side;
}

QWidget* HelpPage::makeText() {
    text_ = new QTextBrowser;
    text_->setObjectName(QStringLiteral("help.text"));
    text_->setAccessibleName(tr("Text"));
    text_->setFrameShape(QFrame::NoFrame);
    text_->setOpenLinks(false);
    text_->setLineWrapMode(QTextEdit::FixedPixelWidth);
    text_->document()->setDocumentMargin(style::space::kGroup);
    connect(text_, &QTextBrowser::anchorClicked, this, [this](const QUrl& url) { follow(url.toString()); });
    auto* panel = new views::Panel;
    panel->setContent(text_);
    return panel;
}

void HelpPage::open(const QString& topic) {
    go(topic, true);
}

void HelpPage::go(const QString& topic, bool remember) {
    const HelpLibrary& library = HelpLibrary::here();
    QString to = topic;
    if (!library.knows(to)) to = to.section(QLatin1Char('#'), 0, 0);
    if (!library.knows(to)) to = QStringLiteral("start");
    const bool samePage = topic_.section(QLatin1Char('#'), 0, 0) == to.section(QLatin1Char('#'), 0, 0);
    topic_ = to;
    if (!samePage || to.startsWith(QLatin1String("shortcuts"))) render();
    contents_->setCurrentId(to.section(QLatin1Char('#'), 0, 0));
    scrollTo(to.section(QLatin1Char('#'), 1));
    if (remember && history_.value(at_) != to) {
        history_ = history_.mid(0, at_ + 1) << to;
        at_ = history_.size() - 1;
    }
    back_->setEnabled(at_ > 0);
    forward_->setEnabled(at_ + 1 < history_.size());
}

void HelpPage::step(int by) {
    if (at_ + by < 0 || at_ + by >= history_.size()) return;
    at_ += by;
    go(history_[at_], false);
}

void HelpPage::setShortcuts(const QVector<ShortcutGroup>& groups) {
    shortcuts_ = groups;
}

void HelpPage::render() {
    const QString page = topic_.section(QLatin1Char('#'), 0, 0);
    QString markdown = HelpLibrary::here().markdown(page);
    if (page == QLatin1String("shortcuts")) {
        for (const ShortcutGroup& group : std::as_const(shortcuts_)) {
            markdown +=
                QStringLiteral("\n### %1\n\n|%2|%3|\n|:---|:---|\n").arg(group.title, tr("Command"), tr("Keys"));
            for (const auto& [verb, keys] : group.entries)
                markdown += QStringLiteral("|%1|`%2`|\n").arg(cell(verb), cell(keys));
        }
    }
    QTextDocument& document = *text_->document();
    document.setDefaultFont(style::font(Type::Body));
    text_->setLineWrapColumnOrWidth(kTextWidth * style::Theme::instance().textPercent() / 100);
    const int place = text_->verticalScrollBar()->value();
    document.setMarkdown(markdown, QTextDocument::MarkdownDialectGitHub);
    dressHeadings(document);
    dressPieces(document);
    dressTables(document);
    text_->moveCursor(QTextCursor::Start);
    text_->verticalScrollBar()->setValue(place);
}

void HelpPage::scrollTo(const QString& place) {
    const QStringList headings = HelpLibrary::here().headings(topic_.section(QLatin1Char('#'), 0, 0));
    const qsizetype wanted = place.isEmpty() ? 0 : headings.indexOf(place);
    qsizetype heading = -1;
    for (QTextBlock block = text_->document()->begin(); block.isValid() && wanted > 0; block = block.next()) {
        if (block.blockFormat().headingLevel() == 0 || ++heading < wanted) continue;
        text_->setTextCursor(QTextCursor(block));
        const int top = text_->cursorRect().top() + text_->verticalScrollBar()->value();
        text_->verticalScrollBar()->setValue(top - style::space::kWide);
        return;
    }
    text_->moveCursor(QTextCursor::Start);
    text_->verticalScrollBar()->setValue(0);
}

void HelpPage::follow(const QString& link) {
    if (link.startsWith(QLatin1String("page:"))) {
        go_.openPage(link.mid(5));
        return;
    }
    QString topic = link;
    topic.remove(QStringLiteral(".md"));
    if (topic.startsWith(QLatin1Char('#'))) topic.prepend(topic_.section(QLatin1Char('#'), 0, 0));
    go_.help(topic);
}

void HelpPage::search(const QString& words) {
    const bool searching = !words.trimmed().isEmpty();
    const QVector<HelpHit> found = HelpLibrary::here().search(words);
    hits_->clear();
    for (const HelpHit& hit : found.mid(0, kMostHits))
        hits_->addChoice(hit.place.topic, hit.place.title, hit.place.under.isEmpty() ? hit.excerpt : hit.place.under);
    contents_->setVisible(!searching);
    hits_->setVisible(searching && !found.isEmpty());
    hits_->updateGeometry();
    nothing_->setVisible(searching && found.isEmpty());
}

bool HelpPage::eventFilter(QObject* object, QEvent* event) {
    if (object != search_ || event->type() != QEvent::KeyPress) return Page::eventFilter(object, event);
    const int key = static_cast<QKeyEvent*>(event)->key();
    if (key == Qt::Key_Escape) {
        search_->clear();
        return true;
    }
    if ((key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Down) && hits_->isVisible()) {
        if (hits_->currentRow() < 0) hits_->setCurrentRow(0);
        if (key == Qt::Key_Down) hits_->setFocus(Qt::TabFocusReason);
        open(hits_->currentId());
        return true;
    }
    return false;
}

QVariantMap HelpPage::saveState() const {
    return {{QStringLiteral("topic"), topic_}};
}

void HelpPage::restoreState(const QVariantMap& state) {
    const QString topic = state.value(QStringLiteral("topic")).toString();
    if (topic.isEmpty()) return;
    history_.clear();
    at_ = -1;
    go(topic, true);
}

QString HelpPage::helpTopic() const {
    return QStringLiteral("start#help");
}

}  // namespace ludus::pages
