package io.brokerway.conformance.brokers;

import io.brokerway.broker.login.LoginAnswer;
import io.brokerway.broker.login.LoginRequest;
import io.brokerway.broker.login.LoginStep;
import io.brokerway.conformance.LoginEnd;
import io.brokerway.conformance.LoginTry;
import java.util.List;

/** How the user of one portfolio gets in. */
interface CoinbaseEntrance {

  LoginRequest request(LoginTry how);

  LoginAnswer answer(LoginStep step, LoginTry how);

  List<String> secrets();

  void end(LoginEnd end);
}
