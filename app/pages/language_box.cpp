// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/language_box.h"

#include <QComboBox>
#include <QCoreApplication>

#include "app/pages/preferences.h"

namespace ludus::pages {

QComboBox* makeLanguageBox(Preferences& preferences) {
    auto* box = new QComboBox;
    box->addItem(QCoreApplication::translate("ludus::pages::PreferencesPage", "As the system"), QString());
    box->addItem(QStringLiteral("English"), QStringLiteral("en"));
    box->addItem(QStringLiteral("\u7b80\u4f53\u4e2d\u6587"), QStringLiteral("zh_CN"));
    box->setAccessibleName(QCoreApplication::translate("ludus::pages::PreferencesPage", "Language"));
    const auto follow = [box, &preferences] { box->setCurrentIndex(qMax(0, box->findData(preferences.language()))); };
    follow();
    QObject::connect(&preferences, &Preferences::changed, box, follow);
    QObject::connect(box, &QComboBox::activated, box,
                     [box, &preferences](int index) { preferences.setLanguage(box->itemData(index).toString()); });
    return box;
}

}  // namespace ludus::pages
