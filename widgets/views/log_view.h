// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A LogModel newest first: icon, time, text and a fact at the right edge. GUI thread; the model is not owned.

#include <QListView>

#include "widgets/models/log_model.h"

class QComboBox;

namespace ludus::views {

class LogView : public QListView {
    Q_OBJECT

public:
    explicit LogView(QWidget* parent = nullptr);

    void setLog(models::LogModel* log);
    // The choice of levels, for the corner of a panel; whoever places it becomes its parent.
    QComboBox* levelBox() const { return levels_; }

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    models::LogFilter* filter_;
    QComboBox* levels_;
};

}  // namespace ludus::views
