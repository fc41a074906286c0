import '@/styles/tokens.css'
import '@/styles/base.css'
import '@/styles/parts.css'
import '@/styles/frame.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { startPreferences } from '@/lib/preferences'
import { queries } from './queries'
import { router } from './router'

startPreferences()

const root = document.getElementById('page')
if (!root) {
  throw new Error('the document has no place for the page')
}
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
)
