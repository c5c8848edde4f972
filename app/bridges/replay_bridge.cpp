// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bridges/replay_bridge.h"

#include <QDateTime>
#include <QTimer>

#include <algorithm>
#include <cmath>

#include "app/bridges/texts.h"
#include "widgets/style/format.h"

namespace ludus::bridges {
namespace {

constexpr int kPollMs = 1000;
constexpr int kMostMatches = 2000;
constexpr int kTries = 25, kTryMs = 200;  // for a file that is still on its way to the disk

models::SceneFill toFill(games::Fill fill) {
    switch (fill) {
        case games::Fill::none: return models::SceneFill::None;
        case games::Fill::side0: return models::SceneFill::Side0;
        case games::Fill::side1: return models::SceneFill::Side1;
        case games::Fill::ground: return models::SceneFill::Ground;
        case games::Fill::sky: return models::SceneFill::Sky;
        case games::Fill::neutral: return models::SceneFill::Neutral;
        case games::Fill::ball: return models::SceneFill::Ball;
        case games::Fill::ink: return models::SceneFill::Ink;
        case games::Fill::muted: return models::SceneFill::Muted;
    }
    return models::SceneFill::Neutral;
}

models::SceneShape toShape(const games::Shape& in) {
    using Kind = models::SceneShape::Kind;
    models::SceneShape out;
    out.fill = toFill(in.fill);
    out.centre = {in.x, in.y};
    out.text = text(in.label);
    out.velocity = {in.velocityX, in.velocityY};
    if (in.hasEye) out.eye = QPointF(in.lookX, in.lookY);
    switch (in.kind) {
        case games::ShapeKind::circle:
            out.kind = Kind::Circle;
            out.radius = in.width / 2;
            break;
        case games::ShapeKind::halfDisc:
            out.kind = Kind::HalfDisc;
            out.radius = in.width / 2;
            break;
        case games::ShapeKind::rectangle:
            out.kind = Kind::Rectangle;
            out.size = {in.width, in.height};
            out.outline = in.fill != games::Fill::sky && in.fill != games::Fill::ground;
            break;
        case games::ShapeKind::roundedRectangle:
            out.kind = Kind::RoundedRectangle;
            out.size = {in.width, in.height};
            out.radius = std::min(in.width, in.height) / 2;
            break;
        case games::ShapeKind::polygon:
            out.kind = Kind::Polygon;
            for (size_t i = 0; i + 1 < in.points.size(); i += 2)
                out.points << QPointF(in.points[i], in.points[i + 1]);
            break;
        case games::ShapeKind::line:
            out.kind = Kind::Line;
            out.points << QPointF(in.x, in.y) << QPointF(in.x + in.width, in.y + in.height);
            break;
        case games::ShapeKind::text: out.kind = Kind::Text; break;
    }
    return out;
}

models::TableRow rowOf(const MatchRecord& match, const QString& run, const QDateTime& now) {
    QStringList names;
    for (const std::string& agent : match.agents)
        names << agentTitle(agent);
    QStringList scores;
    for (const double score : match.scores)
        scores << style::formatPlain(score);
    const QDateTime when = QDateTime::fromMSecsSinceEpoch(match.wallMs);
    models::TableRow row;
    row.id = text(match.replayHash);
    const auto cell = [](const QString& shown, const QVariant& sort = {}) {
        models::TableCell out;
        out.text = shown;
        out.sort = sort;
        return out;
    };
    models::TableCell first = cell(names.value(0));
    first.strong = true;
    row.cells = {first,
                 cell(names.value(1)),
                 cell(scores.join(QStringLiteral(" : ")), match.scores.empty() ? 0.0 : match.scores[0]),
                 cell(style::formatInteger(match.steps), static_cast<double>(match.steps)),
                 cell(gameTitle(match.game)),
                 cell(run),
                 cell(match.run ? style::formatSi(static_cast<double>(match.runStep)) : style::kUnknown,
                      static_cast<double>(match.runStep)),
                 cell(style::formatAge(when, now),
                      match.wallMs == 0 ? QVariant() : QVariant(static_cast<qlonglong>(match.wallMs)))};
    return row;
}

}  // namespace

models::Scene toScene(const games::Scene& scene) {
    models::Scene out;
    out.world = QRectF(scene.left, scene.bottom, scene.right - scene.left, scene.top - scene.bottom);
    out.shapes.reserve(scene.shapes.size());
    for (const games::Shape& shape : scene.shapes)
        out.shapes.push_back(toShape(shape));
    return out;
}

ReplayBridge::ReplayBridge(StoreQuery& store, QObject* parent) : QObject(parent), store_(store) {
    using models::ColumnKind;
    table_.setColumns(
        {{QStringLiteral("first"), tr("Side 0"), ColumnKind::Text, 140, {}, true},
         {QStringLiteral("second"), tr("Side 1"), ColumnKind::Text, 140, {}, true},
         {QStringLiteral("score"), tr("Score"), ColumnKind::Number, 80, tr("Points of side 0 and side 1"), true},
         {QStringLiteral("length"), tr("Frames"), ColumnKind::Number, 80, {}, true},
         {QStringLiteral("game"), tr("Game"), ColumnKind::Text, 140, {}, true},
         {QStringLiteral("run"), tr("Run"), ColumnKind::Text, 120, {}, true},
         {QStringLiteral("step"), tr("At step"), ColumnKind::Number, 100, {}, true},
         {QStringLiteral("when"), tr("Played"), ColumnKind::Number, 130, {}, true}});
    timer_.setInterval(kPollMs);
    connect(&timer_, &QTimer::timeout, this, &ReplayBridge::refresh);
}

void ReplayBridge::setWatching(bool on) {
    if (on) {
        refresh();
        timer_.start();
    } else {
        timer_.stop();
    }
}

void ReplayBridge::refresh() {
    store_.ask(
        this,
        [this, counter = counter_](store::Workspace& workspace) -> StoreQuery::Answer {
            const int64_t now = workspace.changeCounter();
            if (now == counter) return {};
            Result<std::vector<MatchRecord>> matches = workspace.matches(RunId{}, kMostMatches, true);
            if (!matches) return [this, error = matches.error()] { Q_EMIT failed(translated(error)); };
            QHash<qint64, QString> names;
            if (const auto runs = workspace.runs()) {
                for (const RunRecord& run : *runs)
                    names.insert(run.id.value, text(run.name));
            }
            return [this, now, matches = std::move(*matches), names] {
                counter_ = now;
                takeList(matches, names);
            };
        },
        QStringLiteral("replays"));
}

void ReplayBridge::takeList(const std::vector<MatchRecord>& matches, const QHash<qint64, QString>& runs) {
    loaded_ = true;
    QVector<models::TableRow> rows;
    const QDateTime now = QDateTime::currentDateTime();
    for (const MatchRecord& match : matches)
        rows.push_back(rowOf(match, runs.value(match.run.value, style::kUnknown), now));
    table_.setRows(rows);
    Q_EMIT listChanged();
}

void ReplayBridge::open(const QString& hash, const QString& title) {
    wanted_ = hash;
    load(hash, title, kTries);
}

/// The newest match of a run is known a moment before its file lies on the disk: a missing one is tried again.
void ReplayBridge::load(const QString& hash, const QString& title, int tries) {
    store_.ask(
        this,
        [this, hash, title, tries](store::Workspace& workspace) -> StoreQuery::Answer {
            const auto refuse = [this](const Error& error) -> StoreQuery::Answer {
                return [this, error] { Q_EMIT failed(translated(error)); };
            };
            const Result<std::string> bytes = workspace.readArtefact(hash.toStdString(), ".replay");
            if (!bytes && bytes.error().code == "artefact.missing" && tries > 1) {
                return [this, hash, title, tries] {
                    QTimer::singleShot(kTryMs, this, [this, hash, title, tries] {
                        if (wanted_ == hash) load(hash, title, tries - 1);
                    });
                };
            }
            if (!bytes) return refuse(bytes.error());
            Result<replay::Replay> replay = replay::decode(*bytes);
            if (!replay) return refuse(replay.error());
            Result<replay::Cursor> cursor = replay::Cursor::open(std::move(*replay));
            if (!cursor) return refuse(cursor.error());
            auto opened = std::make_shared<Opened>(Opened{std::move(*cursor), {}});
            opened->points = findPoints(opened->cursor);
            return [this, title, opened] {
                title_ = title;
                take(std::move(*opened));
            };
        },
        QStringLiteral("replay"));
}

/// Where a side scored: the whole match is played once. Any thread.
std::vector<ReplayBridge::Point> ReplayBridge::findPoints(replay::Cursor& cursor) {
    std::vector<Point> points;
    double before = cursor.score(0);
    for (int frame = 1; frame <= cursor.replay().steps(); ++frame) {
        cursor.seek(frame);
        const double now = cursor.score(0);
        if (now != before) points.push_back({frame, now > before ? 0 : 1});
        before = now;
    }
    cursor.seek(0);
    return points;
}

void ReplayBridge::take(Opened opened) {
    cursor_.emplace(std::move(opened.cursor));
    if (title_.isEmpty()) {
        QStringList names;
        for (const std::string& agent : cursor_->replay().agents)
            names << agentTitle(agent);
        title_ = names.join(tr(" against "));
    }
    playback_.setPlaying(false);
    playback_.setStepsPerSecond(cursor_->info().facts.stepsPerSecond);
    makeTracks(opened.points);
    playback_.setFrame(0);
    Q_EMIT replayOpened();
}

/// A track for every side whose player estimates values; marks where a side scored.
void ReplayBridge::makeTracks(const std::vector<Point>& points) {
    const replay::Replay& replay = cursor_->replay();
    const int frames = replay.steps() + 1;
    std::vector<models::PlaybackTrack> tracks;
    for (int side = 0; side < cursor_->info().facts.sides; ++side) {
        models::PlaybackTrack track;
        const size_t s = static_cast<size_t>(side);
        track.title = agentTitle(s < replay.agents.size() ? replay.agents[s] : std::string());
        track.subtitle = tr("value estimate");
        track.frames = frames;
        double most = 1;
        bool valued = false;
        for (size_t i = static_cast<size_t>(seatOf(side)); i < replay.annotations.values.size();
             i += static_cast<size_t>(replay.seats)) {
            const double value = replay.annotations.values[i];
            track.values.push_back(value);
            most = std::max(most, std::abs(value));
            valued = valued || value != 0;
        }
        track.low = -most;
        track.high = most;
        if (valued) tracks.push_back(std::move(track));
    }
    if (tracks.empty()) {
        models::PlaybackTrack bare;
        bare.title = title_;
        bare.frames = frames;
        tracks.push_back(std::move(bare));
    }
    for (const Point& point : points) {
        models::PlaybackMark mark;
        mark.frame = point.frame;
        mark.kind = point.side == 0 ? models::PlaybackMark::Kind::Side0 : models::PlaybackMark::Kind::Side1;
        mark.label = point.side == 0 ? tr("point for side 0") : tr("point for side 1");
        tracks.front().marks.push_back(mark);
    }
    playback_.setFrameCount(frames);
    playback_.setTracks(std::move(tracks));
}

int ReplayBridge::seatOf(int side) const {
    const auto& sideOf = cursor_->info().facts.sideOfSeat;
    return static_cast<int>(std::find(sideOf.begin(), sideOf.end(), side) - sideOf.begin());
}

QString ReplayBridge::facts() const {
    if (!cursor_) return {};
    return QStringLiteral("%1 · %2").arg(gameTitle(cursor_->replay().game), tr("seed %1").arg(cursor_->replay().seed));
}

models::Scene ReplayBridge::scene() {
    if (!cursor_) return {};
    cursor_->seek(playback_.frame());
    return toScene(cursor_->scene());
}

std::vector<SideView> ReplayBridge::sides() {
    std::vector<SideView> out;
    if (!cursor_) return out;
    cursor_->seek(playback_.frame());
    const replay::Replay& replay = cursor_->replay();
    const games::GameInfo& info = cursor_->info();
    const games::Scene scene = cursor_->scene();
    const int step = std::min(playback_.frame(), std::max(0, replay.steps() - 1));
    const int logits = info.action.logitCount();
    for (int side = 0; side < info.facts.sides; ++side) {
        const int seat = seatOf(side);
        const size_t s = static_cast<size_t>(side);
        SideView view;
        view.name = agentTitle(s < replay.agents.size() ? replay.agents[s] : std::string());
        if (s < scene.lives.size()) view.lives = scene.lives[s];
        if (s < scene.maxLives.size()) view.maxLives = scene.maxLives[s];
        view.points = s < scene.points.size() ? scene.points[s] : cursor_->score(side);
        const size_t row = static_cast<size_t>(step * replay.seats + seat);
        if (row < replay.annotations.values.size()) view.value = replay.annotations.values[row];
        if (row * static_cast<size_t>(replay.branches) < replay.actions.size())
            view.chosen = replay.actions[row * static_cast<size_t>(replay.branches)];
        for (int a = 0; a < (info.action.branches.empty() ? 0 : info.action.branches[0]); ++a) {
            const size_t at = row * static_cast<size_t>(logits) + static_cast<size_t>(a);
            const double p =
                at < replay.annotations.probabilities.size() ? replay.annotations.probabilities[at] / 255.0 : 0.0;
            const auto& names = info.action.names;
            const QString name = !names.empty() && static_cast<size_t>(a) < names[0].size()
                                     ? text(names[0][static_cast<size_t>(a)])
                                     : QString::number(a);
            view.actions.emplace_back(name, p);
        }
        const std::vector<float> seen = cursor_->observation(seat);
        for (size_t i = 0; i < seen.size(); ++i) {
            view.observation.emplace_back(
                i < info.observation.names.size() ? text(info.observation.names[i]) : QString::number(i), seen[i]);
        }
        out.push_back(std::move(view));
    }
    return out;
}

}  // namespace ludus::bridges
