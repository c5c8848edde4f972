// SPDX-License-Identifier: GPL-3.0-or-later
// SavedViews: how lists are looked at, kept in the workspace under a name as versioned JSON. What another version wrote
// is kept as it is and said to be unreadable. Answers come later: changed(). GUI thread.
#pragma once

#include <QObject>
#include <QString>
#include <QStringList>
#include <QVariantMap>

#include "app/bridges/store_query.h"

namespace ludus::bridges {

struct SavedView {
    QString name;
    QString query;
    QVariantMap look;     // of the table: columns, widths, sort
    QString grouping;     // "", "sweep", "game", "preset", "tag", "status"
    QStringList options;  // further columns: keys of options
    bool isDefault = false;
    bool readable = true;  // else only the name is known

    /// The same but for the name and whether it is the default.
    bool showsAs(const SavedView& other) const {
        return query == other.query && look == other.look && grouping == other.grouping && options == other.options;
    }
};

QString toJson(const SavedView& view);
SavedView viewFromJson(const QString& name, const QString& json);

class SavedViews : public QObject {
    Q_OBJECT

public:
    /// `kind` as in the workspace: "view.experiments".
    SavedViews(StoreQuery& store, const QString& kind, QObject* parent = nullptr);

    const std::vector<SavedView>& views() const { return views_; }
    const SavedView* find(const QString& name) const;
    bool loaded() const { return loaded_; }
    void refresh();
    /// Replaces one of this name.
    void save(const SavedView& view);
    void rename(const QString& from, const QString& to);
    void remove(const QString& name);
    /// Empty: none is.
    void setDefault(const QString& name);

Q_SIGNALS:
    void changed();
    void failed(const QString& sentence);

private:
    using Write = std::function<Status(store::Workspace&)>;
    void write(Write write);

    StoreQuery& store_;
    const std::string kind_;
    std::vector<SavedView> views_;
    bool loaded_ = false;
};

}  // namespace ludus::bridges
