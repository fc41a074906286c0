import { answered, api } from '@/lib/api/client'
import type { Connection, Environment, LoginStep } from '@/lib/api/types'

export type LoginRequest = {
  brokerId: string
  loginOption: string
  environment: Environment
  fields: Record<string, string>
}

/** Begins a login: a new connection, or a new login of one that is there. */
export function beginLogin(request: LoginRequest, connection: Connection | null): Promise<LoginStep> {
  const { brokerId, loginOption, environment, fields } = request
  if (connection === null) {
    return answered(api.POST('/api/v1/connections', { body: { brokerId, loginOption, environment, fields } }))
  }
  return answered(
    api.POST('/api/v1/connections/{connectionId}/login', {
      params: { path: { connectionId: connection.id } },
      body: { loginOption, fields },
    }),
  )
}

/** Goes on: the address that the broker sent the user to, what he typed, or a question how it stands. */
export function answerLogin(
  connectionId: string,
  answer: { address: string } | { fields: Record<string, string> } | Record<string, never>,
): Promise<LoginStep> {
  return answered(
    api.POST('/api/v1/connections/{connectionId}/login/answer', { params: { path: { connectionId } }, body: answer }),
  )
}

export function readConnection(connectionId: string): Promise<Connection> {
  return answered(api.GET('/api/v1/connections/{connectionId}', { params: { path: { connectionId } } }))
}
