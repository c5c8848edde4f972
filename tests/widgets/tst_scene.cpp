// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures of matches: tags keep bodies clear, what stands still is kept, words fit their room, stripes hold still.
#include <QApplication>
#include <QPainter>
#include <QTest>

#include <algorithm>
#include <functional>

#include "widgets/style/paint.h"
#include "widgets/style/theme.h"
#include "widgets/views/scene_canvas.h"
#include "widgets/views/scene_tags.h"
#include "widgets/views/value_bars.h"

using namespace ludus;
using models::Scene;
using models::SceneFill;
using models::SceneShape;

namespace {

/// Players that crowd around a ball, in the corner or anywhere.
Scene crowd(unsigned seed) {
    Scene scene;
    scene.world = QRectF(-18, -8, 36, 16);
    scene.shapes.push_back(models::sceneRectangle(QRectF(-18, -8, 36, 16), SceneFill::Sky));
    const auto random = [&seed](double from, double to) {
        seed = seed * 1664525U + 1013904223U;
        return from + (to - from) * ((seed >> 8) % 10000) / 10000.0;
    };
    const QPointF middle(random(-14, 14), random(-6, 6));
    const double reach = random(1.5, 8);
    for (int i = 0; i < 4; ++i) {
        SceneShape player = models::sceneCircle({std::clamp(middle.x() + random(-reach, reach), -17.0, 17.0),
                                                 std::clamp(middle.y() + random(-reach, reach), -7.0, 7.0)},
                                                0.5, i < 2 ? SceneFill::Side0 : SceneFill::Side1);
        player.eye = QPointF(0, 0);
        player.moves = true;
        player.label = i % 2 == 0 ? QStringLiteral("fwd, left, turn right") : QStringLiteral("back");
        scene.shapes.push_back(player);
    }
    SceneShape ball = models::sceneCircle(middle, 0.6, SceneFill::Ball);
    ball.moves = true;
    scene.shapes.push_back(ball);
    return scene;
}

QImage painted(const std::function<void(QPainter&)>& paint) {
    QImage out(60, 40, QImage::Format_ARGB32_Premultiplied);
    out.fill(Qt::white);
    QPainter painter(&out);
    paint(painter);
    return out;
}

}  // namespace

class TestScene : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tagsStandOverNoBodyAndNoOtherTag() {
        const QRectF area(0, 0, 760, 345);
        for (unsigned seed = 1; seed <= 400; ++seed) {
            const views::SceneTags tags = views::tagsOf(area, crowd(seed), views::SceneLook::current());
            QCOMPARE(tags.places.size(), size_t{4});
            QCOMPARE(tags.bodies.size(), size_t{5});
            for (size_t i = 0; i < tags.places.size(); ++i) {
                QVERIFY(area.contains(tags.places[i]));
                for (const QRectF& body : tags.bodies)
                    QVERIFY2(!tags.places[i].intersects(body), qPrintable(QString::number(seed)));
                for (size_t j = 0; j < i; ++j)
                    QVERIFY2(!tags.places[i].intersects(tags.places[j]), qPrintable(QString::number(seed)));
            }
        }
    }

    void aTagWithoutRoomCoversTheLeast() {
        const std::vector<QRectF> places =
            views::placeTags(QRectF(0, 0, 50, 20), {{QRectF(0, 0, 50, 20), QSizeF(30, 10)}}, {QRectF(0, 0, 50, 20)});
        QCOMPARE(places.size(), size_t{1});
        QVERIFY(QRectF(0, 0, 50, 20).contains(places[0]));
    }

    void theKeptCourtLooksLikeAFreshOne() {
        views::SceneCanvas canvas;
        canvas.resize(400, 180);
        for (const auto mode : {style::Mode::Light, style::Mode::Dark}) {
            style::Theme::instance().apply(*qApp, mode);
            for (unsigned seed = 1; seed < 4; ++seed) {
                Scene scene = crowd(seed);
                // What stands still changes as well: another match, another game.
                if (seed == 3)
                    scene.shapes.insert(scene.shapes.begin() + 1,
                                        models::sceneLine({{0, -8}, {0, 8}}, SceneFill::Muted));
                canvas.setScene(scene);
                canvas.setOverlays({});
                QImage seen(400, 180, QImage::Format_ARGB32_Premultiplied);
                canvas.render(&seen);
                QCOMPARE(seen, views::sceneImage(scene, {400, 180}, {}));
            }
        }
        style::Theme::instance().apply(*qApp, style::Mode::Light);
    }

    void wordsShrinkToTheirRoom() {
        Scene scene;
        scene.world = QRectF(0, 0, 10, 4);
        SceneShape word;
        word.kind = SceneShape::Kind::Text;
        word.centre = {5, 2};
        word.fill = SceneFill::Ink;
        word.text = QStringLiteral("scissors and more");
        const auto inkWidth = [&] {
            scene.shapes = {word};
            const QImage picture = views::sceneImage(scene, {100, 40}, {});
            int left = 100, right = 0;
            for (int x = 0; x < 100; ++x)
                for (int y = 0; y < 40; ++y)
                    if (picture.pixel(x, y) != picture.pixel(0, 0)) {
                        left = std::min(left, x);
                        right = std::max(right, x);
                    }
            return right - left + 1;
        };
        const int free = inkWidth();
        word.size = {6, 1};
        const int fitted = inkWidth();
        QVERIFY2(free > 60 && fitted <= 60, qPrintable(QStringLiteral("%1 %2").arg(free).arg(fitted)));
    }

    void stripesMoveWithTheirShape() {
        const auto at = [](int x) {
            return painted([x](QPainter& p) {
                       QPainterPath disc;
                       disc.addEllipse(QPointF(20 + x, 20), 10, 10);
                       style::paintSideFill(p, disc, 1);
                   })
                .copy(10 + x, 10, 20, 20);
        };
        QCOMPARE(at(0), at(7));
        // Both the colour and its gaps are there.
        const QImage disc = at(0);
        QVERIFY(disc.pixel(10, 10) != disc.pixel(14, 10));
    }

    void foldedBarsAreOneLineAndStillSayAll() {
        views::ValueBars bars;
        bars.setHead(1, QStringLiteral("2"), QStringLiteral("+0.08"));
        bars.setRows({{QStringLiteral("none"), 0.3, false},
                      {QStringLiteral("fwd"), 0.7, true},
                      {QStringLiteral("left"), 0.9, true, true},
                      {QStringLiteral("right"), 0.1, false}});
        const int open = bars.sizeHint().height();
        bars.setFolded(true);
        QVERIFY(bars.sizeHint().height() * 2 < open);
        QVERIFY(bars.accessibleDescription().contains(QLatin1String("right")));
        bars.resize(236, bars.sizeHint().height());
        QImage picture(bars.size(), QImage::Format_ARGB32_Premultiplied);
        bars.render(&picture);
        bars.setFolded(false);
        QCOMPARE(bars.sizeHint().height(), open);
    }
};

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    style::Theme::instance().apply(application, style::Mode::Light);
    TestScene tests;
    return QTest::qExec(&tests, argc, argv);
}

#include "tst_scene.moc"
