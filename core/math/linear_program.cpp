// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/math/linear_program.h"

#include <glpk.h>

#include <cmath>
#include <memory>
#include <mutex>

namespace ludus::math {
namespace {

constexpr double kTight = 1e-10;  // how far a bound or a reduced cost may be off; GLPK's own is 1e-7
constexpr double kLoose = 1e-7;
constexpr int kPivotsEach = 100;  // a row or variable; a degenerate program can go round in circles

struct FreeProblem {
    void operator()(glp_prob* problem) const {
        glp_delete_prob(problem);
        glp_free_env();  // of this thread; the lock is held, so nobody else's problem is alive
    }
};
using Problem = std::unique_ptr<glp_prob, FreeProblem>;

int kindOf(double lower, double upper) {
    if (std::isinf(lower)) return std::isinf(upper) ? GLP_FR : GLP_UP;
    if (std::isinf(upper)) return GLP_LO;
    return lower == upper ? GLP_FX : GLP_DB;
}

Problem describe(const LinearProgram& program) {
    const auto rows = static_cast<int>(program.rowLower.size());
    const auto variables = static_cast<int>(program.objective.size());
    Problem problem(glp_create_prob());
    glp_set_obj_dir(problem.get(), GLP_MAX);
    glp_add_cols(problem.get(), variables);
    for (int j = 0; j < variables; ++j) {
        const auto at = static_cast<size_t>(j);
        glp_set_obj_coef(problem.get(), j + 1, program.objective[at]);
        const int kind = kindOf(program.lower[at], program.upper[at]);
        glp_set_col_bnds(problem.get(), j + 1, kind, program.lower[at], program.upper[at]);
    }
    glp_add_rows(problem.get(), rows);
    std::vector<int> columns{0};  // GLPK counts from 1
    std::vector<double> values{0};
    for (int i = 0; i < rows; ++i) {
        const auto at = static_cast<size_t>(i);
        const int kind = kindOf(program.rowLower[at], program.rowUpper[at]);
        glp_set_row_bnds(problem.get(), i + 1, kind, program.rowLower[at], program.rowUpper[at]);
        columns.resize(1);
        values.resize(1);
        for (int j = 0; j < variables; ++j) {
            const double value = program.matrix[at * static_cast<size_t>(variables) + static_cast<size_t>(j)];
            if (value == 0) continue;
            columns.push_back(j + 1);
            values.push_back(value);
        }
        glp_set_mat_row(problem.get(), i + 1, static_cast<int>(columns.size()) - 1, columns.data(), values.data());
    }
    return problem;
}

bool solve(glp_prob* problem, int method, double tolerance) {
    glp_smcp options;
    glp_init_smcp(&options);
    options.msg_lev = GLP_MSG_OFF;
    options.meth = method;
    options.it_lim = kPivotsEach * (glp_get_num_rows(problem) + glp_get_num_cols(problem));
    options.tol_bnd = options.tol_dj = tolerance;
    glp_std_basis(problem);
    return glp_simplex(problem, &options) == 0 && glp_get_status(problem) == GLP_OPT;
}

/// The primal method, then the dual one, which goes other ways; then both with GLPK's own tolerance.
bool solve(glp_prob* problem) {
    for (const double tolerance : {kTight, kLoose}) {
        if (solve(problem, GLP_PRIMAL, tolerance) || solve(problem, GLP_DUALP, tolerance)) return true;
    }
    return false;
}

}  // namespace

Result<LinearSolution> maximise(const LinearProgram& program) {
    LUDUS_CHECK(!program.objective.empty());
    LUDUS_CHECK_EQ(program.matrix.size(), program.objective.size() * program.rowLower.size());
    static std::mutex oneAtATime;
    const std::lock_guard lock(oneAtATime);
    glp_term_out(GLP_OFF);
    const Problem problem = describe(program);
    if (!solve(problem.get())) {
        return Error{
            "math.program",
            LUDUS_TEXT("Math", "A linear program of %1 rows and %2 variables has no optimum that could be found.")
                .arg(program.rowLower.size())
                .arg(program.objective.size()),
            {},
            {}};
    }
    LinearSolution out;
    out.objective = glp_get_obj_val(problem.get());
    for (int j = 1; j <= glp_get_num_cols(problem.get()); ++j)
        out.x.push_back(glp_get_col_prim(problem.get(), j));
    for (int i = 1; i <= glp_get_num_rows(problem.get()); ++i)
        out.duals.push_back(glp_get_row_dual(problem.get(), i));
    return out;
}

}  // namespace ludus::math
