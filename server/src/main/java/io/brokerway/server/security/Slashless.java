package io.brokerway.server.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

/** A request whose path ends with a slash, seen without it: every path works both ways. */
final class Slashless extends HttpServletRequestWrapper {
  private Slashless(HttpServletRequest request) {
    super(request);
  }

  static HttpServletRequest of(HttpServletRequest request) {
    var uri = request.getRequestURI();
    return uri.length() > 1 && uri.endsWith("/") ? new Slashless(request) : request;
  }

  @Override
  public String getRequestURI() {
    return without(super.getRequestURI());
  }

  @Override
  public StringBuffer getRequestURL() {
    var url = super.getRequestURL();
    url.setLength(url.length() - 1);
    return url;
  }

  @Override
  public String getServletPath() {
    return without(super.getServletPath());
  }

  private static String without(String path) {
    return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }
}
