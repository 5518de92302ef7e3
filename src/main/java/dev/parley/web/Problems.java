package dev.parley.web;

import dev.parley.http.Answers;
import dev.parley.http.Failures;
import dev.parley.page.PageRoutes;
import dev.parley.problem.Refusal;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/** Renders every failure as a problem document, or as a page for people. */
final class Problems implements Handler<RoutingContext> {
  @Override
  public void handle(RoutingContext context) {
    Refusal refusal = Failures.refusal(context, context.failure());
    if (context.response().ended() || context.response().closed()) {
      return;
    }
    if (context.response().headWritten()) {
      context.response().reset();
      return;
    }
    if (String.valueOf(context.request().path()).startsWith("/sites/")) {
      PageRoutes.problem(context.response(), refusal);
    } else {
      Answers.problem(context.response(), refusal);
    }
  }
}
