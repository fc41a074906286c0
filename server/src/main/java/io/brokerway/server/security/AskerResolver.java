package io.brokerway.server.security;

import io.brokerway.engine.identity.Principal;
import io.brokerway.server.json.InvalidInput;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Gives handlers the {@link Principal} that asks, or on whose behalf it acts as {@link Acting}. */
public final class AskerResolver implements HandlerMethodArgumentResolver {
  public static final String USER_HEADER = "Brokerway-User";
  private static final int MAX_NAME = 200;

  private final ActingUsers users;

  public AskerResolver(ActingUsers users) {
    this.users = users;
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == Principal.class
        || parameter.getParameterType() == Acting.class;
  }

  @Override
  public Object resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest webRequest,
      @Nullable WebDataBinderFactory binders) {
    var request = Objects.requireNonNull(webRequest.getNativeRequest(HttpServletRequest.class));
    // ScopeCheck has refused requests of nobody before.
    var principal = Objects.requireNonNull(Door.principal(request));
    return parameter.getParameterType() == Principal.class
        ? principal
        : users.acting(principal, name(request));
  }

  private static @Nullable String name(HttpServletRequest request) {
    var name = request.getHeader(USER_HEADER);
    if (name == null) {
      return null;
    }
    if (name.isBlank() || name.length() > MAX_NAME) {
      throw new InvalidInput(USER_HEADER, "must have 1 to " + MAX_NAME + " characters");
    }
    return name.strip();
  }
}
