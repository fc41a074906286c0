export function DevelopersScreen() { return null }
