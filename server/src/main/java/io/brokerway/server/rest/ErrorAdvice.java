package io.brokerway.server.rest;

import io.brokerway.server.json.InvalidInput;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpMethod;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Turns whatever a handler throws into a problem. */
public final class ErrorAdvice implements HandlerExceptionResolver {
  private static final Logger LOG = LoggerFactory.getLogger(ErrorAdvice.class);

  private final ProblemWriter writer;

  public ErrorAdvice(ProblemWriter writer) {
    this.writer = writer;
  }

  @Override
  public @Nullable ModelAndView resolveException(
      HttpServletRequest request,
      HttpServletResponse response,
      @Nullable Object handler,
      Exception failure) {
    if (response.isCommitted()) {
      return null;
    }
    try {
      addAllow(response, failure);
      var problem = problemOf(failure);
      if (problem.problem().status() == HttpServletResponse.SC_INTERNAL_SERVER_ERROR) {
        LOG.error("Request {} failed", response.getHeader("X-Request-Id"), failure);
      }
      writer.write(request, response, problem);
    } catch (IOException e) {
      // The client is gone: there is nobody to tell.
      return new ModelAndView();
    }
    return new ModelAndView();
  }

  private static ProblemException problemOf(Exception failure) {
    return switch (failure) {
      case HttpRequestMethodNotSupportedException e ->
          new ProblemException(
              ProblemType.METHOD_NOT_ALLOWED, "Allowed: " + String.join(", ", allowed(e)));
      case HttpMediaTypeNotSupportedException e ->
          new ProblemException(
              ProblemType.UNSUPPORTED_MEDIA_TYPE, "Send Content-Type: application/json.");
      case HttpMediaTypeNotAcceptableException e ->
          new ProblemException(ProblemType.NOT_ACCEPTABLE, "Accept application/json.");
      case NoHandlerFoundException e -> noSuchPath();
      case NoResourceFoundException e -> noSuchPath();
      case MissingServletRequestParameterException e ->
          Problems.of(new InvalidInput(e.getParameterName(), "is required"));
      case MethodArgumentTypeMismatchException e -> Problems.of(mismatch(e));
      default -> Problems.of(failure);
    };
  }

  private static InvalidInput mismatch(MethodArgumentTypeMismatchException failure) {
    var type = failure.getRequiredType();
    if (type != null && type.isEnum()) {
      var names = Arrays.stream((Enum<?>[]) type.getEnumConstants()).map(Enum::name).toList();
      return new InvalidInput(failure.getName(), "is not one of the allowed values", names);
    }
    return new InvalidInput(failure.getName(), "must be " + wanted(type));
  }

  private static String wanted(@Nullable Class<?> type) {
    if (type == UUID.class) {
      return "a UUID";
    }
    if (type == Instant.class) {
      return "a time like 2026-01-31T14:30:00Z";
    }
    if (type == int.class || type == long.class) {
      return "a whole number";
    }
    return type == boolean.class ? "true or false" : "of another form";
  }

  private static void addAllow(HttpServletResponse response, Exception failure) {
    if (failure instanceof HttpRequestMethodNotSupportedException e) {
      response.setHeader("Allow", String.join(", ", allowed(e)));
    }
  }

  private static List<String> allowed(HttpRequestMethodNotSupportedException failure) {
    var methods = failure.getSupportedHttpMethods();
    return methods == null ? List.of() : methods.stream().map(HttpMethod::name).sorted().toList();
  }

  private static ProblemException noSuchPath() {
    return ProblemException.notFound("The path");
  }
}
