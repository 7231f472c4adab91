/// Invented names, some with characters that are difficult in XML or JSON.
enum SyntheticNames {
  static let given = [
    "Asta", "Berit", "Cecilia", "David", "Elsa", "Fatima", "Göran", "Håkan", "Ingrid", "José", "Åsa", "Örjan",
    "Märta-Lisa", "Noël", "Zoë", "Anna Karin",
  ]
  static let family = [
    "Ek", "Brukare", "Björk", "Östlund", "Åkerman", "O'Neill", "Øverby", "von Ahn", "Lindqvist-Ek", "Nuñez",
    "Ståhl & Ek", "Demir", "Šimić", "Nguyễn",
    // The same letters as combining characters: bytes must survive unchanged.
    "A\u{30A}kerman", "Bjo\u{308}rk",
  ]
  static let providers = [
    "Omsorg AB", "Assistans & Co AB", "Kooperativet Ström", "Vård <24> AB", "Hjälpande \"Händer\" HB",
    "Nära Dig AB",
  ]
  static let employers = ["Bemanning AB", "Personal & Partner AB", "Egenkraft HB"]
  static let phones = ["08-1234567", "070-1234567", "+46 31 123 45 67", "0480-12 34 56"]
}
