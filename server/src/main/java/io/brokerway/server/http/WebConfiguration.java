package io.brokerway.server.http;

import io.brokerway.server.rest.BodyConverter;
import io.brokerway.server.rest.ErrorAdvice;
import io.brokerway.server.rest.ProblemWriter;
import io.brokerway.server.security.ActingUsers;
import io.brokerway.server.security.AskerResolver;
import io.brokerway.server.security.ScopeCheck;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.format.FormatterRegistry;
import org.springframework.http.MediaType;
import org.springframework.http.converter.ByteArrayHttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/** How Spring's dispatcher reads requests, checks scopes and answers. */
@Configuration(proxyBeanMethods = false)
@EnableWebMvc
class WebConfiguration implements WebMvcConfigurer {
  private final JsonMapper json;
  private final ActingUsers users;
  private final ProblemWriter problems;

  WebConfiguration(JsonMapper json, ActingUsers users, ProblemWriter problems) {
    this.json = json;
    this.users = users;
    this.problems = problems;
  }

  @Bean
  DispatcherServlet dispatcherServlet() {
    var servlet = new DispatcherServlet();
    servlet.setPublishEvents(false);
    return servlet;
  }

  @Override
  public void configureMessageConverters(HttpMessageConverters.ServerBuilder builder) {
    builder
        .disableDefaults()
        .addCustomConverter(new BodyConverter(json))
        .addCustomConverter(new ByteArrayHttpMessageConverter());
  }

  @Override
  public void configureContentNegotiation(ContentNegotiationConfigurer configurer) {
    // Answers are JSON whatever the client says that it accepts: an error must reach it, too.
    configurer.ignoreAcceptHeader(true).defaultContentType(MediaType.ALL);
  }

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(new AskerResolver(users));
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(new ScopeCheck());
  }

  @Override
  public void configureHandlerExceptionResolvers(List<HandlerExceptionResolver> resolvers) {
    resolvers.add(new ErrorAdvice(problems));
  }

  @Override
  public void addFormatters(FormatterRegistry registry) {
    registry.addConverter(String.class, Instant.class, WebConfiguration::instant);
  }

  /** Spring's own reader takes more forms than RFC 3339, and offsets not at all. */
  private static Instant instant(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("must be a time like 2026-01-31T14:30:00Z", e);
    }
  }
}
