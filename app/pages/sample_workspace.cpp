// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/sample_workspace.h"

#include <zstd.h>
#include <QByteArrayView>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <functional>
#include <optional>

#include "core/store/workspace.h"

namespace ludus::pages {
namespace {

// Of a tar archive of the kind "ustar": blocks, each file a header and then its bytes.
constexpr qsizetype kBlock = 512, kName = 0, kNameSize = 100, kLength = 124, kLengthSize = 12, kKind = 156;
constexpr unsigned long long kMostBytes = 1ULL << 30;

/// What one frame of zstd holds; nothing: it is damaged or none.
std::optional<QByteArray> unzipped(const QByteArray& packed) {
    const auto bytes = static_cast<size_t>(packed.size());
    const unsigned long long size = ZSTD_getFrameContentSize(packed.constData(), bytes);
    if (size > kMostBytes) return std::nullopt;  // so are the two that stand for errors
    QByteArray out(static_cast<qsizetype>(size), Qt::Uninitialized);
    if (ZSTD_decompress(out.data(), static_cast<size_t>(size), packed.constData(), bytes) != size) return std::nullopt;
    return out;
}

QByteArray field(QByteArrayView header, qsizetype from, qsizetype size) {
    const QByteArrayView all = header.sliced(from, size);
    const qsizetype end = all.indexOf('\0');
    return all.first(end < 0 ? size : end).toByteArray();
}

/// Gives every file of the archive to `write`; false: it breaks off, or `write` said so.
bool eachFile(const QByteArray& archive, const std::function<bool(const QString&, QByteArrayView)>& write) {
    const QByteArrayView all(archive);
    for (qsizetype at = 0; at + kBlock <= all.size();) {
        const QByteArrayView header = all.sliced(at, kBlock);
        if (header[0] == '\0') return true;
        bool number = false;
        const qlonglong length = field(header, kLength, kLengthSize).trimmed().toLongLong(&number, 8);
        const QString path = QString::fromUtf8(field(header, kName, kNameSize));
        at += kBlock;
        const bool inside = QDir::isRelativePath(path) && !path.contains(QLatin1String(".."));
        if (!number || length < 0 || length > all.size() - at || !inside || header[kKind] != '0') return false;
        if (!write(path, all.sliced(at, length))) return false;
        at += (length + kBlock - 1) / kBlock * kBlock;
    }
    return false;
}

bool unpackInto(const QString& folder, const QString& from) {
    QFile packed(from);
    if (!packed.open(QIODevice::ReadOnly)) return false;
    const std::optional<QByteArray> archive = unzipped(packed.readAll());
    return archive && eachFile(*archive, [&folder](const QString& path, QByteArrayView bytes) {
               const QString target = folder + QLatin1Char('/') + path;
               QFile file(target);
               return QDir().mkpath(QFileInfo(target).path()) && file.open(QIODevice::WriteOnly) &&
                      file.write(bytes.data(), bytes.size()) == bytes.size() && file.flush();
           });
}

}  // namespace

bool hasSampleWorkspace() {
    return QFileInfo::exists(kSampleWorkspace);
}

QString sampleWorkspaceFolder() {
    return QFileInfo(QString::fromStdString(store::Workspace::defaultFolder()))
        .dir()
        .filePath(QStringLiteral("sample"));
}

bool unpackSampleWorkspace(const QString& folder, const QString& from) {
    if (QFileInfo::exists(folder + QStringLiteral("/studio.db"))) return true;
    // Aside first, so that a copy that breaks off is never taken for a workspace.
    const QString aside = folder + QStringLiteral(".part");
    QDir(aside).removeRecursively();
    const bool whole = unpackInto(aside, from);
    if (whole) QDir().rmdir(folder);  // only where it is empty
    if (whole && QDir().rename(aside, folder)) return true;
    QDir(aside).removeRecursively();
    return false;
}

}  // namespace ludus::pages
