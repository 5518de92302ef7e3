package dev.parley.model;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;

/**
 * Minimises a smooth convex function by L-BFGS (Liu and Nocedal, "On the limited memory BFGS
 * method", 1989; the two-loop recursion of Nocedal and Wright, "Numerical Optimization", algorithm
 * 7.4). Each step is halved until it gains enough (Armijo).
 *
 * <p>OpenNLP's minimiser does not scale its first guess of the Hessian to the function, so it
 * halves most steps many times. It also runs the garbage collector at its end, which a service that
 * learns while it serves must not do. The project's decisions have the figures.
 */
public final class Minimizer {
  private static final int MEMORY = 20;
  private static final int MOST_STEPS = 300;
  private static final int MOST_HALVINGS = 40;

  /** A step must gain at least this share of what the slope promises. */
  private static final double ENOUGH = 1e-4;

  /** It ends when this many steps together gain less than this share of the value. */
  private static final int STEPS_JUDGED = 5;

  private static final double LEAST_GAIN = 1e-4;

  private Minimizer() {}

  /** A function to minimise. */
  public interface Function {
    /** The value at a point. The gradient there is written into {@code gradient}. */
    double at(double[] point, double[] gradient);
  }

  /** A step, and the change of the gradient along it. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Step(double[] way, double[] change, double bend) {}

  /** The point of the minimum. The search starts at 0. */
  public static double[] minimum(Function function, int dimension) {
    double[] point = new double[dimension];
    double[] gradient = new double[dimension];
    double value = function.at(point, gradient);
    Deque<Step> steps = new ArrayDeque<>();
    Deque<Double> before = new ArrayDeque<>();
    for (int i = 0; i < MOST_STEPS; i++) {
      double[] direction = direction(gradient, steps);
      double slope = dot(direction, gradient);
      if (!(slope < 0)) {
        return point;
      }
      double[] next = new double[dimension];
      double[] nextGradient = new double[dimension];
      double length = 1;
      double there = move(function, point, direction, length, next, nextGradient);
      for (int halved = 0; !(there <= value + ENOUGH * length * slope); halved++) {
        if (halved == MOST_HALVINGS) {
          // The remembered steps may be the reason; without them the search goes straight downhill.
          if (steps.isEmpty()) {
            return point;
          }
          steps.clear();
          direction = direction(gradient, steps);
          slope = dot(direction, gradient);
          length = 2;
          halved = 0;
        }
        length /= 2;
        there = move(function, point, direction, length, next, nextGradient);
      }
      remember(steps, minus(next, point), minus(nextGradient, gradient));
      before.addLast(value);
      point = next;
      gradient = nextGradient;
      value = there;
      if (before.size() == STEPS_JUDGED
          && before.removeFirst() - value < LEAST_GAIN * Math.abs(value)) {
        return point;
      }
    }
    return point;
  }

  private static double move(
      Function function,
      double[] from,
      double[] direction,
      double length,
      double[] to,
      double[] gradient) {
    Arrays.setAll(to, i -> from[i] + length * direction[i]);
    return function.at(to, gradient);
  }

  private static void remember(Deque<Step> steps, double[] way, double[] change) {
    double bend = dot(way, change);
    // Where rounding makes the function seem to bend the wrong way, nothing can be learnt from the
    // step.
    if (bend > 1e-12 * dot(change, change)) {
      steps.addLast(new Step(way, change, bend));
      if (steps.size() > MEMORY) {
        steps.removeFirst();
      }
    }
  }

  /** A direction downhill, scaled by what the latest steps tell about the Hessian. */
  private static double[] direction(double[] gradient, Deque<Step> steps) {
    double[] direction = new double[gradient.length];
    Arrays.setAll(direction, i -> -gradient[i]);
    if (steps.isEmpty()) {
      double norm = Math.sqrt(dot(gradient, gradient));
      Arrays.setAll(direction, i -> norm == 0 ? 0 : direction[i] / norm);
      return direction;
    }
    Deque<Double> shares = new ArrayDeque<>();
    for (Iterator<Step> latest = steps.descendingIterator(); latest.hasNext(); ) {
      Step step = latest.next();
      double share = dot(step.way(), direction) / step.bend();
      shares.addLast(share);
      add(direction, -share, step.change());
    }
    Step last = steps.getLast();
    double scale = last.bend() / dot(last.change(), last.change());
    Arrays.setAll(direction, i -> scale * direction[i]);
    for (Step step : steps) {
      double share = shares.removeLast() - dot(step.change(), direction) / step.bend();
      add(direction, share, step.way());
    }
    return direction;
  }

  private static void add(double[] to, double share, double[] what) {
    for (int i = 0; i < to.length; i++) {
      to[i] += share * what[i];
    }
  }

  private static double[] minus(double[] a, double[] b) {
    double[] difference = new double[a.length];
    Arrays.setAll(difference, i -> a[i] - b[i]);
    return difference;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
