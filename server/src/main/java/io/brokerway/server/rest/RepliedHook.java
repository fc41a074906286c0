package io.brokerway.server.rest;

import io.brokerway.broker.KillPoint;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;

/** Marks the moment after an order's reply has left; only there while that point is armed. */
public final class RepliedHook implements Filter {

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    chain.doFilter(request, response);
    if (isOrderWrite((HttpServletRequest) request)) {
      response.flushBuffer();
      KillPoint.K4.reached();
    }
  }

  private static boolean isOrderWrite(HttpServletRequest request) {
    return !request.getMethod().equals("GET") && request.getRequestURI().contains("/order");
  }
}
