// SPDX-License-Identifier: GPL-3.0-or-later
// From the description of an option to a field of a form, and values there and back. GUI thread.
#pragma once

#include <QVariant>

#include "core/config/option.h"
#include "widgets/models/form_model.h"

namespace ludus::bridges {

QVariant toVariant(const config::Value& value);
config::Value toValue(config::Kind kind, const QVariant& value);
/// With the program's default as its value.
models::FormField toField(const config::OptionSpec& spec);

}  // namespace ludus::bridges
