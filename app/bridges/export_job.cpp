// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bridges/export_job.h"

#include <QDir>
#include <QSaveFile>

#include <algorithm>
#include <cmath>
#include <optional>

#include "app/bridges/animation_file.h"
#include "app/bridges/film_file.h"
#include "app/bridges/match_bridge.h"
#include "app/bridges/texts.h"

namespace ludus::bridges {
namespace {

constexpr int kProgressEvery = 5;

QString quotedCell(QString text) {
    if (!text.contains(QLatin1Char(',')) && !text.contains(QLatin1Char('"'))) return text;
    return QLatin1Char('"') + text.replace(QLatin1Char('"'), QLatin1String("\"\"")) + QLatin1Char('"');
}

QString number(double value) {
    return std::isfinite(value) ? QString::number(value, 'g', 9) : QString();
}

}  // namespace

ExportJob::~ExportJob() {
    cancelled_ = true;
    if (thread_.joinable()) thread_.join();
}

bool ExportJob::launch(std::function<Status()> job) {
    if (running_) return false;
    if (thread_.joinable()) thread_.join();
    running_ = true;
    cancelled_ = false;
    thread_ = std::thread([this, job = std::move(job)] {
        const Status status = job();
        const bool cancelled = cancelled_;
        QMetaObject::invokeMethod(
            this,
            [this, cancelled, status] {
                running_ = false;
                Q_EMIT finished(cancelled, status ? QString() : translated(status.error()));
            },
            Qt::QueuedConnection);
    });
    return true;
}

bool ExportJob::start(const ExportOrder& order, Paint paint) {
    return launch([this, order, paint = std::move(paint)] { return work(order, paint); });
}

bool ExportJob::start(std::vector<Sheet> sheets) {
    return launch([this, sheets = std::move(sheets)] { return write(sheets); });
}

Status ExportJob::write(const std::vector<Sheet>& sheets) {
    int done = 0;
    for (const Sheet& sheet : sheets) {
        if (cancelled_) return {};
        QSaveFile file(sheet.path);
        const QByteArray bytes = sheet.content();
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
            return exportNotWritten(sheet.path, file.errorString());
        Q_EMIT progressed(++done, static_cast<int>(sheets.size()));
    }
    return {};
}

Status ExportJob::work(const ExportOrder& order, const Paint& paint) {
    std::optional<AnimationFile> animation;
    std::optional<FilmFile> film;
    if (order.kind == ExportKind::animation) animation.emplace(order.size);
    if (order.kind == ExportKind::mp4) film.emplace(FilmKind::mp4, order.path, order.size, 1 / order.seconds);
    if (order.kind == ExportKind::webm) film.emplace(FilmKind::webm, order.path, order.size, 1 / order.seconds);
    if (order.kind == ExportKind::pictures && !QDir().mkpath(order.path))
        return exportNotWritten(order.path, tr("the folder cannot be made"));
    int done = 0;
    for (int frame = order.first; frame <= order.last; frame += order.every) {
        if (cancelled_) return {};
        const QImage picture = paint(frame);
        if (animation) {
            if (Status status = animation->add(picture, order.seconds); !status) return status;
        } else if (film) {
            if (Status status = film->add(picture); !status) return status;
        } else {
            const QString path =
                QDir(order.path).filePath(QStringLiteral("frame-%1.png").arg(frame, 5, 10, QLatin1Char('0')));
            if (!picture.save(path)) return exportNotWritten(path, tr("the disk refuses it"));
        }
        if (++done % kProgressEvery == 0) Q_EMIT progressed(done, order.pictures());
    }
    if (cancelled_) return {};
    if (animation) return animation->finish(order.path);
    if (film) return film->finish();
    return {};
}

QByteArray matchAsCsv(MatchBridge& match, int first, int last) {
    const auto branches = match.info().action.branches.size();
    QStringList head{QStringLiteral("frame"), QStringLiteral("seat"), QStringLiteral("side"), QStringLiteral("agent")};
    for (size_t branch = 0; branch < branches; ++branch) {
        head << QStringLiteral("action%1").arg(branch) << QStringLiteral("name%1").arg(branch)
             << QStringLiteral("probability%1").arg(branch);
    }
    head << QStringLiteral("value") << QStringLiteral("points");
    QByteArray out = head.join(QLatin1Char(',')).toUtf8() + '\n';
    for (int frame = std::max(0, first); frame <= std::min(last, match.frames() - 1); ++frame) {
        const std::vector<SideView> sides = match.sides(frame);
        for (int seat = 0; seat < match.seats(); ++seat) {
            const SeatView view = match.seat(seat, frame);
            QStringList row{QString::number(frame), QString::number(seat), QString::number(view.side),
                            quotedCell(view.name)};
            // After the last step nobody acts.
            const bool acts = frame < match.frames() - 1;
            for (const BranchView& branch : view.branches) {
                const bool known = acts && branch.chosen >= 0;
                const ActionView action = known ? branch.actions[static_cast<size_t>(branch.chosen)] : ActionView{};
                row << (known ? QString::number(branch.chosen) : QString()) << quotedCell(action.name)
                    << (known ? number(action.share) : QString());
            }
            row << (acts ? number(view.value) : QString()) << number(sides[static_cast<size_t>(view.side)].points);
            out += row.join(QLatin1Char(',')).toUtf8() + '\n';
        }
    }
    return out;
}

}  // namespace ludus::bridges
