// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/preferences_page.h"

#include <QAction>
#include <QButtonGroup>
#include <QCheckBox>
#include <QComboBox>
#include <QDesktopServices>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollArea>
#include <QSlider>
#include <QSpinBox>
#include <QUrl>

#include "app/bridges/store_query.h"
#include "app/pages/language_box.h"
#include "app/pages/look_preview.h"
#include "app/pages/machine_check_view.h"
#include "app/pages/navigator.h"
#include "app/pages/preferences.h"
#include "widgets/style/format.h"
#include "widgets/style/theme.h"
#include "widgets/views/buttons.h"
#include "widgets/views/choice_list.h"
#include "widgets/views/panel.h"

namespace ludus::pages {
namespace {

using style::Token;
using style::Type;

constexpr int kSectionsWidth = 220, kNoteWidth = 420;

/// The keys that "Reset this section" forgets.
QStringList keysOf(const QString& section) {
    if (section == QLatin1String("appearance"))
        return {Preferences::kTheme, Preferences::kTextPercent, Preferences::kRows, Preferences::kReducedMotion};
    if (section == QLatin1String("language")) return {Preferences::kLanguage};
    if (section == QLatin1String("charts")) return {Preferences::kSmoothing};
    if (section == QLatin1String("training")) return {Preferences::kRunsAtOnce, Preferences::kNotifies};
    return {};
}

}  // namespace

PreferencesPage::PreferencesPage(const Services& services, QWidget* parent)
    : Page(tr("Preferences"), parent), services_(services), preferences_(services.preferences) {
    setObjectName(QStringLiteral("page.preferences"));
    header()->setFacts({tr("Changes apply at once")});
    undo_ = header()->addButton(tr("Undo"), QStringLiteral("undo"));
    undo_->setObjectName(QStringLiteral("preferences.undo"));
    undo_->setEnabled(false);
    connect(undo_, &QPushButton::clicked, this, &PreferencesPage::undo);
    reset_ = header()->addButton(tr("Reset this section"), QStringLiteral("zoom-reset"));
    reset_->setObjectName(QStringLiteral("preferences.reset"));
    connect(reset_, &QPushButton::clicked, this, &PreferencesPage::resetSection);
    auto* row = new QHBoxLayout;
    row->setSpacing(style::space::kPanelGap);
    row->addWidget(makeSections());
    row->addWidget(makeForm(), 1);
    body()->addLayout(row, 1);
    connect(&preferences_, &Preferences::changed, this, &PreferencesPage::follow);
    follow();
    showSection(QStringLiteral("appearance"));
}

QWidget* PreferencesPage::makeSections() {
    auto* side = new QWidget;
    side->setFixedWidth(kSectionsWidth);
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(style::space::kPanelGap);
    search_ = new QLineEdit;
    search_->setObjectName(QStringLiteral("preferences.search"));
    search_->setPlaceholderText(tr("Search preferences"));
    search_->setAccessibleName(tr("Search preferences"));
    search_->setClearButtonEnabled(true);
    connect(search_, &QLineEdit::textChanged, this, &PreferencesPage::search);
    sections_ = new views::ChoiceList;
    sections_->setObjectName(QStringLiteral("preferences.sections"));
    sections_->setAccessibleName(tr("Sections"));
    connect(sections_, &views::ChoiceList::chosen, this, &PreferencesPage::showSection);
    auto* panel = new views::Panel;
    auto* content = new QWidget;
    auto* lines = new QVBoxLayout(content);
    lines->setContentsMargins(4, 4, 4, 4);
    lines->addWidget(sections_);
    lines->addStretch(1);
    panel->setContent(content);
    column->addWidget(search_);
    column->addWidget(panel, 1);
    return side;
}

QWidget* PreferencesPage::makeForm() {
    auto* content = new QWidget;
    form_ = new QVBoxLayout(content);
    form_->setContentsMargins(style::space::kWide, style::space::kField, style::space::kWide, style::space::kWide);
    form_->setSpacing(style::space::kField);
    nothing_ = new views::Label(tr("No preference has all of these words."), Type::Body, Token::TextMuted);
    nothing_->hide();
    form_->addWidget(nothing_);
    addSection(QStringLiteral("appearance"), tr("Appearance"));
    addAppearance();
    addPreview();
    addSection(QStringLiteral("language"), tr("Language"));
    auto* language = makeLanguageBox(preferences_);
    language->setObjectName(QStringLiteral("preferences.language"));
    addRow(tr("Language"), language, tr("The window changes at once; runs go on."));
    addSection(QStringLiteral("charts"), tr("Charts"));
    addCharts();
    addSection(QStringLiteral("training"), tr("Training"));
    addTraining();
    addSection(QStringLiteral("workspace"), tr("Workspace"));
    addWorkspace();
    addSection(QStringLiteral("machine"), tr("This machine"));
    addWide(tr("Machine check: processor, memory, disk, OpenBLAS, LibTorch"),
            new MachineCheckView(services_.store.folder()));
    form_->addStretch(1);
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(content);
    content->setAutoFillBackground(false);  // the panel is seen behind
    scroll->viewport()->setAutoFillBackground(false);
    auto* panel = new views::Panel;
    panel->setContent(scroll);
    return panel;
}

void PreferencesPage::addSection(const QString& key, const QString& title) {
    adding_ = key;
    sections_->addChoice(key, title, {});
    addWide(title, new views::Label(title, Type::Section));
}

void PreferencesPage::addWide(const QString& words, QWidget* widget) {
    form_->addWidget(widget);
    rows_.append({widget, adding_, words});
}

void PreferencesPage::addRow(const QString& label, QWidget* control, const QString& note) {
    auto* widget = new QWidget;
    auto* row = new QHBoxLayout(widget);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(style::space::kField);
    auto* name = new views::Label(label);
    const auto fit = [name] {
        name->setFixedWidth(style::size::kFormLabel * qMax(100, style::Theme::instance().textPercent()) / 100);
    };
    fit();
    connect(&style::Theme::instance(), &style::Theme::changed, name, fit);
    name->setWordWrap(true);
    name->setBuddy(control);
    row->addWidget(name);
    row->addWidget(control);
    if (!note.isEmpty()) {
        auto* said = new views::Label(note, Type::Small, Token::TextMuted);
        said->setWordWrap(true);
        said->setMaximumWidth(kNoteWidth);
        row->addWidget(said, 1);
    }
    row->addStretch(note.isEmpty() ? 1 : 0);
    if (control->accessibleName().isEmpty()) control->setAccessibleName(label);
    control->setAccessibleDescription(note);
    addWide(label + QLatin1Char(' ') + note, widget);
}

void PreferencesPage::addAppearance() {
    auto* themes = new QWidget;
    auto* row = new QHBoxLayout(themes);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(style::space::kWide);
    auto* group = new QButtonGroup(themes);
    const std::pair<const char*, QString> choices[] = {
        {"system", tr("As the system")}, {"light", tr("Light")}, {"dark", tr("Dark")}};
    for (int i = 0; i < 3; ++i) {
        auto* choice = new QRadioButton(choices[i].second);
        choice->setObjectName(QStringLiteral("preferences.theme.") + QLatin1String(choices[i].first));
        choice->setAccessibleName(tr("Theme: %1").arg(choices[i].second));
        choice->setMinimumHeight(style::size::kHitMin);
        group->addButton(choice, i);
        row->addWidget(choice);
    }
    connect(group, &QButtonGroup::idClicked, this, [this](int id) {
        set(Preferences::kTheme, [&] { preferences_.setTheme(static_cast<Preferences::Theme>(id)); });
    });
    followers_ << [this, group] { group->button(static_cast<int>(preferences_.theme()))->setChecked(true); };
    addRow(tr("Theme"), themes, {});

    QSlider* size = addSlider("textSize", tr("Text size"), {}, 90, 150, 5,
                              [](int percent) { return style::formatPercent(percent / 100.0); });
    // While it is dragged only the number moves: the window under the slider would run away from the hand.
    size->setTracking(false);
    connect(size, &QSlider::valueChanged, this,
            [this](int value) { set(Preferences::kTextPercent, [&] { preferences_.setTextPercent(value); }); });
    followers_ << [this, size] { size->setValue(preferences_.textPercent()); };

    auto* rows = new QComboBox;
    rows->setObjectName(QStringLiteral("preferences.rows"));
    rows->addItems({tr("Dense"), tr("Normal"), tr("Roomy")});
    connect(rows, &QComboBox::activated, this, [this](int index) {
        set(Preferences::kRows, [&] { preferences_.setRows(static_cast<style::Rows>(index)); });
    });
    followers_ << [this, rows] { rows->setCurrentIndex(static_cast<int>(preferences_.rows())); };
    addRow(tr("Rows"), rows, tr("How high the rows of tables are."));

    auto* motion = new QCheckBox(tr("Reduce motion"));
    motion->setObjectName(QStringLiteral("preferences.motion"));
    motion->setMinimumHeight(style::size::kHitMin);
    connect(motion, &QCheckBox::clicked, this,
            [this](bool on) { set(Preferences::kReducedMotion, [&] { preferences_.setReducedMotion(on); }); });
    followers_ << [this, motion] { motion->setChecked(preferences_.reducedMotion()); };
    addRow(tr("Motion"), motion, tr("Cards and panels jump to their place. Replays play as before."));
}

void PreferencesPage::addPreview() {
    auto* preview = new LookPreview;
    preview->setObjectName(QStringLiteral("preferences.preview"));
    auto* vision = new QComboBox;
    vision->setObjectName(QStringLiteral("preferences.vision"));
    vision->addItems({tr("All colours"), tr("Protan: no red"), tr("Deutan: no green"), tr("Tritan: no blue"),
                      tr("Printed in grey")});
    connect(vision, &QComboBox::activated, preview,
            [preview](int index) { preview->setVision(static_cast<style::Vision>(index)); });
    addRow(tr("Preview as seen with"), vision, tr("Shows the preview as people see it who tell fewer colours apart."));
    auto* row = new QWidget;
    auto* line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->addWidget(preview);
    line->addStretch(1);
    addWide(tr("Preview palette colours sides roles"), row);
}

QSlider* PreferencesPage::addSlider(const char* name, const QString& label, const QString& note, int from, int to,
                                    int step, const std::function<QString(int)>& shown) {
    auto* both = new QWidget;
    auto* row = new QHBoxLayout(both);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(style::space::kButton);
    auto* slider = new QSlider(Qt::Horizontal);
    slider->setObjectName(QStringLiteral("preferences.") + QLatin1String(name));
    slider->setAccessibleName(label);
    slider->setRange(from, to);
    slider->setSingleStep(step);
    slider->setPageStep(step * 2);
    slider->setFixedWidth(style::size::kFormField);
    slider->setMinimumHeight(style::size::kHitMin);
    auto* read = new views::Label;
    read->setMinimumWidth(48);
    row->addWidget(slider);
    row->addWidget(read);
    const auto show = [read, shown](int value) { read->setText(shown(value)); };
    connect(slider, &QSlider::sliderMoved, read, show);
    connect(slider, &QSlider::valueChanged, read, show);
    show(slider->value());
    addRow(label, both, note);
    return slider;
}

void PreferencesPage::addCharts() {
    QSlider* smoothing =
        addSlider("smoothing", tr("Smoothing"), tr("With which charts open; 0 shows the raw line only."), 0, 99, 5,
                  [](int percent) { return style::formatReal(percent / 100.0, 2); });
    connect(smoothing, &QSlider::valueChanged, this,
            [this](int value) { set(Preferences::kSmoothing, [&] { preferences_.setSmoothing(value / 100.0); }); });
    followers_ << [this, smoothing] { smoothing->setValue(qRound(preferences_.smoothing() * 100)); };
}

void PreferencesPage::addTraining() {
    auto* count = new QSpinBox;
    count->setObjectName(QStringLiteral("preferences.runsAtOnce"));
    count->setRange(1, 8);
    count->setFixedWidth(style::size::kFormField);
    connect(count, &QSpinBox::valueChanged, this,
            [this](int value) { set(Preferences::kRunsAtOnce, [&] { preferences_.setRunsAtOnce(value); }); });
    followers_ << [this, count] { count->setValue(preferences_.runsAtOnce()); };
    addRow(tr("Runs at a time"), count, tr("So many runs of the queue train at once and share the processor."));
    auto* told = new QCheckBox(tr("Tell when a run ends or warns"));
    told->setObjectName(QStringLiteral("preferences.notifies"));
    told->setMinimumHeight(style::size::kHitMin);
    connect(told, &QCheckBox::clicked, this,
            [this](bool on) { set(Preferences::kNotifies, [&] { preferences_.setNotifies(on); }); });
    followers_ << [this, told] { told->setChecked(preferences_.notifies()); };
    addRow(
        tr("Notices"), told,
        tr("While the window is in the background: by a note of the desktop, and in the window when you come back."));
}

void PreferencesPage::addWorkspace() {
    auto* folder = new QLineEdit(services_.store.folder());
    folder->setObjectName(QStringLiteral("preferences.folder"));
    folder->setReadOnly(true);
    folder->setMinimumWidth(360);
    addRow(tr("Folder"), folder, tr("Open another one from the menu File."));
    auto* show = views::makeButton(tr("Show folder"), QStringLiteral("folder"));
    show->setObjectName(QStringLiteral("preferences.showFolder"));
    connect(show, &QPushButton::clicked, this, [this] {
        if (QDesktopServices::openUrl(QUrl::fromLocalFile(services_.store.folder()))) return;
        say(views::MessageKind::Warning,
            tr("The desktop shows no folders here. The workspace is in %1.").arg(services_.store.folder()),
            QStringLiteral("folder"));
    });
    addRow({}, show, {});
}

void PreferencesPage::set(const QString& key, const std::function<void()>& change) {
    if (following_) return;
    const QVariant before = preferences_.value(key);
    change();
    if (preferences_.value(key) == before) return;
    past_.append({key, before});
    undo_->setEnabled(true);
}

void PreferencesPage::undo() {
    if (past_.isEmpty()) return;
    const auto [key, before] = past_.takeLast();
    preferences_.setValue(key, before);
    undo_->setEnabled(!past_.isEmpty());
}

void PreferencesPage::resetSection() {
    for (const QString& key : keysOf(section()))
        set(key, [&] { preferences_.setValue(key, {}); });
}

void PreferencesPage::follow() {
    following_ = true;
    for (const auto& bring : std::as_const(followers_))
        bring();
    following_ = false;
}

void PreferencesPage::showSection(const QString& section) {
    sections_->setCurrentId(section);
    reset_->setEnabled(!keysOf(section).isEmpty());
    if (!search_->text().isEmpty()) {
        search_->clear();  // shows the section by itself
        return;
    }
    for (const Row& row : std::as_const(rows_))
        row.widget->setVisible(row.section == section);
    nothing_->hide();
}

QString PreferencesPage::section() const {
    return sections_->currentId();
}

void PreferencesPage::search(const QString& typed) {
    const QStringList words = typed.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    if (words.isEmpty()) {
        showSection(section());
        return;
    }
    bool any = false;
    for (const Row& row : std::as_const(rows_)) {
        bool all = true;
        for (const QString& word : words)
            all = all && row.words.contains(word, Qt::CaseInsensitive);
        row.widget->setVisible(all);
        any = any || all;
    }
    nothing_->setVisible(!any);
}

QVariantMap PreferencesPage::saveState() const {
    return {{QStringLiteral("section"), section()}};
}

void PreferencesPage::restoreState(const QVariantMap& state) {
    const QString section = state.value(QStringLiteral("section")).toString();
    if (!section.isEmpty()) showSection(section);
}

QString PreferencesPage::helpTopic() const {
    return QStringLiteral("preferences#") + section();
}

}  // namespace ludus::pages
