using ServerlessMlops.Learning.Features;
using ServerlessMlops.Learning.Learners;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Learning.Tests.Learners;

/// <summary>
/// Coefficients against scikit-learn 1.2.1, on 60 rows made by formula. The reference was made with
/// <code>
/// i = np.arange(60); a = 10 + 3*np.sin(i); b = np.cos(2*i)*0.01; cat = (i*i) % 3; miss = i % 7 == 0
/// b[miss] = np.median(b[~miss]); std = lambda v: (v - v.mean())/v.std()
/// X = np.c_[std(a), std(b), miss.astype(float), np.eye(3)[cat]]
/// s = np.sin(3*i) + 0.5*np.sin(i) + (cat == 1)
/// LogisticRegression(C=0.7, tol=1e-12, solver='newton-cg', max_iter=100000).fit(X, s > 0.3)
/// LogisticRegression(..., multi_class='multinomial').fit(X, np.where(s > 0.8, 2, np.where(s > 0, 1, 0)))
/// Ridge(alpha=1/0.7).fit(X, 100 + 20*s)
/// LogisticRegression(C=0.7, penalty='elasticnet', l1_ratio=0.5, solver='saga', tol=1e-14, max_iter=1000000), as above
/// z = standardised 100 + 20*s: ElasticNet(alpha=1/(0.7*60), l1_ratio=0.5, tol=1e-14).fit(X, z), scaled back
/// LogisticRegression(C=0.7, class_weight='balanced', ...).fit(X, s > 0.3)
/// </code>
/// </summary>
public sealed class LinearReferenceTests
{
    private const int Rows = 60;

    [Fact]
    public void Logistic_regression_agrees_with_scikit_learn()
    {
        var model = Fit(ModelTask.Binary, 2, s => s > 0.3 ? 1 : 0);
        Near([0.7663286, -0.221929605, -0.311996146, -0.641572034, 0.641572034, 0, 0, 0], model.Coefficients[0], 2e-6);
        Near([0.676898735], model.Intercepts, 2e-6);
    }

    [Fact]
    public void Multinomial_logistic_regression_agrees_with_scikit_learn()
    {
        var model = Fit(ModelTask.Multiclass, 3, s => s > 0.8 ? 2 : s > 0 ? 1 : 0);
        Near([-0.456079293, 0.039144497, 0.394269894, 0.575693081, -0.575693081, 0, 0, 0], model.Coefficients[0], 2e-6);
        Near([0.048670679, -0.155400731, -0.118300742, -0.07965468, 0.079654681, 0, 0, 0], model.Coefficients[1], 2e-6);
        Near([0.407408614, 0.116256234, -0.275969152, -0.4960384, 0.496038401, 0, 0, 0], model.Coefficients[2], 2e-6);
        Near([-0.135570036, -0.072383256, 0.207953292], model.Intercepts, 2e-6);
    }

    [Fact]
    public void Ridge_regression_agrees_with_scikit_learn()
    {
        var model = Fit(ModelTask.Regression, 0, s => 100 + (20 * s));
        Near([6.940336425, 0.634449375, -0.697458809, -9.129282424, 9.129282424, 0, 0, 0], model.Coefficients[0], 2e-6);
        Near([110.87049909469826], model.Intercepts, 2e-6);
    }

    [Fact]
    public void The_elastic_net_agrees_with_scikit_learn_for_two_classes()
    {
        var model = Fit(ModelTask.Binary, 2, s => s > 0.3 ? 1 : 0, ratio: 0.5);
        Near([0.733898248, -0.164674549, -0.088786127, -0.587859357, 0.587859357, 0, 0, 0], model.Coefficients[0], 2e-6);
        Near([0.64163832], model.Intercepts, 2e-6);
    }

    [Fact]
    public void The_elastic_net_agrees_with_scikit_learn_for_three_classes()
    {
        var model = Fit(ModelTask.Multiclass, 3, s => s > 0.8 ? 2 : s > 0 ? 1 : 0, ratio: 0.5);
        Near([-0.457145388, 0, 0.310288291, 0.589548173, -0.589548173, 0, 0, 0], model.Coefficients[0], 2e-6);
        Near([0, -0.151344026, 0, 0, 0, 0, 0, 0], model.Coefficients[1], 2e-6);
        Near([0.328332173, 0.058245952, -0.027266752, -0.381632065, 0.381632065, 0, 0, 0], model.Coefficients[2], 2e-6);
        Assert.Equal(0, model.Coefficients[1][0]);
    }

    [Fact]
    public void The_elastic_net_agrees_with_scikit_learn_for_values()
    {
        var model = Fit(ModelTask.Regression, 0, s => 100 + (20 * s), ratio: 0.5);
        Near([6.808348727, 0.427551982, 0, -8.90743427, 8.90743427, 0, 0, 0], model.Coefficients[0], 2e-5);
        Near([110.83982965805541], model.Intercepts, 2e-5);
        Assert.Equal(0, model.Coefficients[0][2]);
    }

    [Fact]
    public void Balanced_class_weights_agree_with_scikit_learn()
    {
        // 40 of the 60 rows are of the positive class.
        var model = Fit(ModelTask.Binary, 2, s => s > 0.3 ? 1 : 0, weight: target => target == 1 ? 60 / 80.0 : 60 / 40.0);
        Near([0.793771003, -0.163161306, -0.28937316, -0.692148072, 0.692148072, 0, 0, 0], model.Coefficients[0], 2e-6);
        Near([-0.008952428], model.Intercepts, 2e-6);
    }

    [Fact]
    public void A_weight_whose_sign_is_given_stays_at_zero_rather_than_have_the_other()
    {
        Assert.True(Fit(ModelTask.Binary, 2, s => s > 0.3 ? 1 : 0, monotone: [-1, 0, 0]).Coefficients[0][0] == 0);
        Assert.True(Fit(ModelTask.Binary, 2, s => s > 0.3 ? 1 : 0, monotone: [1, 0, 0]).Coefficients[0][0] > 0.5);
    }

    private static LinearModel Fit(
        ModelTask task, int classes, Func<double, double> target, double ratio = 0, Func<double, double>? weight = null, int[]? monotone = null)
    {
        var values = new double[Rows * 3];
        var targets = new double[Rows];
        for (var i = 0; i < Rows; i++)
        {
            var category = i * i % 3;
            values[i * 3] = 10 + (3 * Math.Sin(i));
            values[(i * 3) + 1] = i % 7 == 0 ? double.NaN : Math.Cos(2 * i) * 0.01;
            values[(i * 3) + 2] = category;
            targets[i] = target(Math.Sin(3 * i) + (0.5 * Math.Sin(i)) + (category == 1 ? 1 : 0));
        }

        var input = new LearnerInput
        {
            Task = task,
            Classes = classes,
            Columns = [new EncodedColumn(0, 0), new EncodedColumn(1, 0), new EncodedColumn(2, 5)],
            Train = new EncodedRows(values, targets, weight is null ? null : Array.ConvertAll(targets, value => weight(value))),
            Validation = new EncodedRows([], []),
            Monotone = monotone ?? [],
            Seed = 1,
            Threads = 1,
        };
        return Assert.IsType<LinearModel>(LinearLearner.Fit(input, [[new Penalty(0.7, ratio)]], 1e-8, TestContext.Current.CancellationToken).Model);
    }

    private static void Near(double[] expected, IReadOnlyList<double> actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Count);
        Assert.All(expected.Zip(actual), pair => Assert.InRange(pair.Second, pair.First - tolerance, pair.First + tolerance));
    }
}
