// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/style/style_sheet.h"

#include "widgets/style/theme.h"

namespace ludus::style {

namespace {

// @name stands for the token of that name, @small for the pixel size of small text.
constexpr const char* kSheet = R"(
QToolTip { background: @raised; color: @text; border: 1px solid @borderStrong; padding: 4px 8px; }
QMenuBar { background: @surface; color: @text; border-bottom: 1px solid @border; }
QMenuBar::item { padding: 5px 10px; background: transparent; }
QMenuBar::item:selected { background: @hover; }
QMenuBar::item:pressed { background: @accentSoft; }
QMenu { background: @raised; color: @text; border: 1px solid @borderStrong; padding: 4px; }
QMenu::item { padding: 5px 22px 5px 8px; border-radius: 4px; }
QMenu::item:selected { background: @hover; }
QMenu::item:disabled { color: @textDisabled; }
QMenu::icon { padding-left: 6px; }
QMenu::separator { height: 1px; background: @border; margin: 4px 6px; }
QStatusBar { background: @window; border-top: 1px solid @border; }
QStatusBar::item { border: none; }
QToolBar { background: @window; border: none; spacing: 8px; padding: 4px 12px; }
QSplitter::handle { background: transparent; }
QMainWindow::separator { background: @window; width: 8px; height: 8px; }
QDialog { background: @window; }
QTabWidget::pane { border: none; border-top: 1px solid @border; }
QTabWidget::tab-bar { left: 4px; }
QTabBar { background: transparent; qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; color: @textMuted; padding: 9px 1px 7px 1px; margin: 0 8px;
               border: none; border-bottom: 2px solid transparent; }
QTabBar::tab:hover { color: @text; }
QTabBar::tab:selected { color: @accent; border-bottom: 2px solid @accent; font-weight: 600; }
QTabBar::tab:disabled { color: @textDisabled; }
QScrollBar { background: transparent; border: none; margin: 0; }
QScrollBar:vertical { width: 10px; }
QScrollBar:horizontal { height: 10px; }
QScrollBar::handle { background: @chartZero; border-radius: 3px; margin: 2px; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: @borderStrong; }
QScrollBar::handle:vertical { min-height: 24px; }
QScrollBar::handle:horizontal { min-width: 24px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; background: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: none; }
QProgressBar { background: @sunken; border: none; border-radius: 2px; min-height: 4px; max-height: 4px; }
QProgressBar::chunk { background: @accent; border-radius: 2px; }
QAbstractScrollArea::corner { background: transparent; }
QComboBox QAbstractItemView { background: @raised; color: @text; border: 1px solid @borderStrong; padding: 3px;
                              outline: none; }
QComboBox QAbstractItemView::item { min-height: 24px; padding: 0 6px; border-radius: 4px; }
QComboBox QAbstractItemView::item:selected { background: @selection; color: @selectionText; }
QGroupBox { border: none; margin-top: 20px; font-weight: 600; }
QGroupBox::title { subcontrol-origin: margin; left: 0; }
)";

}  // namespace

QString makeStyleSheet(const Theme& theme) {
    QString sheet = QString::fromLatin1(kSheet);
    // The longest names first: @text is the beginning of @textMuted.
    QVector<QPair<QString, QString>> values;
    for (int i = 0; i < static_cast<int>(Token::Count); ++i) {
        const auto token = static_cast<Token>(i);
        values.append({QLatin1Char('@') + tokenName(token), theme.color(token).name()});
    }
    std::sort(values.begin(), values.end(),
              [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
    for (const auto& [name, value] : std::as_const(values))
        sheet.replace(name, value);
    return sheet;
}

}  // namespace ludus::style
